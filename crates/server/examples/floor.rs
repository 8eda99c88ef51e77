//! The floor for `bench/serve`: whatever comes in, one read and one write of the bytes of a file. No parsing, no headers
//! made, no clock; nothing that speaks HTTP over these system calls can be cheaper.
//!
//! `floor 127.0.0.1:8093 RESPONSE [THREADS]`, where the file RESPONSE holds head and body.

use mio::net::{TcpListener, TcpStream};
use mio::{Events, Interest, Poll, Token};
use socket2::{Domain, Socket, Type};
use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::net::SocketAddr;
use std::sync::Arc;

const LISTENER: Token = Token(0);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address: SocketAddr = arguments.next().ok_or("which address?")?.parse()?;
    let response: Arc<[u8]> = std::fs::read(arguments.next().ok_or("which file?")?)?.into();
    let threads: usize = arguments.next().map_or(Ok(2), |threads| threads.parse())?;
    let serving: Vec<_> = (0..threads)
        .map(|_| {
            let response = Arc::clone(&response);
            std::thread::spawn(move || serve(address, &response))
        })
        .collect();
    for thread in serving {
        thread.join().map_err(|_| "a thread broke")??;
    }
    Ok(())
}

fn serve(address: SocketAddr, response: &[u8]) -> io::Result<()> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, None)?;
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(true)?;
    socket.set_nonblocking(true)?;
    socket.set_tcp_nodelay(true)?;
    socket.bind(&address.into())?;
    socket.listen(1024)?;
    let mut listener = TcpListener::from_std(socket.into());
    let mut poll = Poll::new()?;
    poll.registry()
        .register(&mut listener, LISTENER, Interest::READABLE)?;
    let mut events = Events::with_capacity(256);
    let mut connections: HashMap<Token, TcpStream> = HashMap::new();
    let mut next = 1;
    loop {
        poll.poll(&mut events, None)?;
        for event in &events {
            if event.token() == LISTENER {
                while let Ok((mut stream, _)) = listener.accept() {
                    poll.registry()
                        .register(&mut stream, Token(next), Interest::READABLE)?;
                    connections.insert(Token(next), stream);
                    next += 1;
                }
            } else if let Some(stream) = connections.get_mut(&event.token())
                && exchange(stream, response).is_none()
            {
                connections.remove(&event.token());
            }
        }
    }
}

/// One read, one write. `None` when the connection is over or does not take a whole response at once.
fn exchange(stream: &mut TcpStream, response: &[u8]) -> Option<()> {
    let mut request = [0; 4096];
    match stream.read(&mut request) {
        Ok(1..) => (stream.write(response).ok()? == response.len()).then_some(()),
        Err(error) if error.kind() == io::ErrorKind::WouldBlock => Some(()),
        _ => None,
    }
}
