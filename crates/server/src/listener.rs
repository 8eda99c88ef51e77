//! Sockets, one for each core: the kernel shares new connections out among them, and no core waits for another.

use crate::StartError;
use socket2::{Domain, Protocol, Socket, Type};
use std::io;
use std::net::{SocketAddr, TcpListener};

/// Opens `count` listeners on one address.
pub(crate) fn open(address: SocketAddr, count: usize, backlog: i32) -> Result<Vec<TcpListener>, StartError> {
    let failed = |cause| StartError::listening(address, cause);
    // Sockets that share their port share it with any program of the same user that does too: two servers would each
    // get half of the visitors. So the first one asks for the port alone, and makes room for those that share it.
    let alone = socket(address, false).map_err(failed)?;
    alone.listen(1).map_err(failed)?;
    let address = alone.local_addr().map_err(failed)?.as_socket().unwrap_or(address);
    drop(alone);
    (0..count.max(1))
        .map(|_| {
            let socket = socket(address, true)?;
            socket.listen(backlog)?;
            Ok(TcpListener::from(socket))
        })
        .collect::<io::Result<_>>()
        .map_err(failed)
}

fn socket(address: SocketAddr, is_shared: bool) -> io::Result<Socket> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_nonblocking(true)?;
    // Connections of a server that has just stopped do not keep the port.
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(is_shared)?;
    // An answer is one write: there is nothing to wait for.
    socket.set_tcp_nodelay(true)?;
    socket.bind(&address.into())?;
    Ok(socket)
}
