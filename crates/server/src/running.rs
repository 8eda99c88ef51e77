//! Starting, running and stopping.

use crate::core::Core;
use crate::films::Films;
use crate::live::Live;
use crate::settings::Settings;
use crate::{Limits, StartError, Stop, listener};
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

/// The server, before it has a port.
#[derive(Clone, Copy, Debug)]
pub struct Server;

/// A server that has its port and does not serve yet. Visitors who connect now wait.
#[derive(Debug)]
pub struct Bound {
    listeners: Vec<TcpListener>,
    address: SocketAddr,
    limits: Limits,
}

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// Connections that were still busy when the grace was over.
    pub cut_off: usize,
}

impl Server {
    /// Takes the port.
    pub fn bind(settings: &Settings) -> Result<Bound, StartError> {
        let threads = match settings.threads {
            0 => thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        let listeners = listener::open(settings.listen, threads, settings.limits.backlog)?;
        let address = listeners
            .first()
            .map_or(Ok(settings.listen), TcpListener::local_addr)
            .map_err(StartError::system("learn the port that was opened"))?;
        Ok(Bound {
            listeners,
            address,
            limits: settings.limits.clone(),
        })
    }
}

impl Bound {
    /// Where it listens, with the port that the system chose.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until it is stopped. Blocks.
    pub fn run(self, live: &Live, films: Arc<dyn Films>, stop: &Stop) -> Result<Ended, StartError> {
        let mut cores = Vec::new();
        for (number, listener) in self.listeners.into_iter().enumerate() {
            let core = Core::new(&self.limits, live, Arc::clone(&films), stop.watch());
            let film_threads = self.limits.film_threads;
            let spawned = thread::Builder::new()
                .name(format!("public-{number}"))
                .spawn(move || serve(core, listener, film_threads))
                .inspect_err(|_| stop.at_once())
                .map_err(StartError::system("start a thread"))?;
            cores.push(spawned);
        }
        tracing::info!(address = %self.address, threads = cores.len(), "serving");
        let mut cut_off = 0;
        for core in cores {
            let ended = core
                .join()
                .unwrap_or_else(|_| Err(io::Error::other("a serving thread broke")));
            // One core that cannot serve takes the others with it: half a server is hard to notice.
            cut_off += ended
                .inspect_err(|_| stop.gracefully())
                .map_err(StartError::system("serve"))?;
        }
        tracing::info!(cut_off, "stopped");
        Ok(Ended { cut_off })
    }
}

fn serve(core: Core, listener: TcpListener, film_threads: usize) -> io::Result<usize> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(film_threads.max(1))
        .thread_name("films")
        .build()?;
    let ended = runtime.block_on(core.run(listener));
    // A disk that does not answer must not hold the end up.
    runtime.shutdown_background();
    ended
}
