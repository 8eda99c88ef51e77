//! Starting, running and stopping.

use crate::core::Core;
use crate::films::Films;
use crate::live::Live;
use crate::making::Making;
use crate::respond::Desk;
use crate::settings::Settings;
use crate::{Limits, StartError, Stop, admin, listener};
use public::Hosts;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;
use tokio::runtime::Runtime;

/// The server, before it has a port.
#[derive(Clone, Copy, Debug)]
pub struct Server;

/// A server that has its port and does not serve yet. Visitors who connect now wait.
#[derive(Debug)]
pub struct Bound {
    listeners: Vec<TcpListener>,
    address: SocketAddr,
    admin: Option<TcpListener>,
    hosts: Arc<Hosts>,
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
        let admin = settings.admin_listen.map(admin::open).transpose()?;
        Ok(Bound {
            listeners,
            address,
            admin,
            hosts: Arc::new(settings.hosts.clone()),
            limits: settings.limits.clone(),
        })
    }
}

impl Bound {
    /// Where it listens, with the port that the system chose.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the operator asks, if anywhere, with the port that the system chose.
    pub fn admin_address(&self) -> Option<SocketAddr> {
        self.admin.as_ref().and_then(|admin| admin.local_addr().ok())
    }

    /// Serves until it is stopped. Blocks.
    pub fn run(self, live: &Live, films: Arc<dyn Films>, stop: &Stop) -> Result<Ended, StartError> {
        let threads = self.listeners.len();
        let everywhere = Arc::default();
        let is_timed = self.admin.is_some();
        if let Some(address) = self.admin_address() {
            tracing::info!(address = %address, "answering the operator");
        }
        let admin = self
            .admin
            .map(|listener| admin::start(listener, Arc::clone(&live.shared), threads, stop.watch()))
            .transpose()
            .map_err(StartError::system("start the operator's thread"))?;
        let making = Making::start(&self.limits, threads, Arc::clone(&live.shared))
            .map_err(StartError::system("start a thread"))?;
        let mut cores = Vec::new();
        // All runtimes before the first visitor: they take file descriptors, which a crowd could leave none of.
        let runtimes: Vec<Runtime> = (0..threads)
            .map(|_| runtime(self.limits.film_threads))
            .collect::<io::Result<_>>()
            .map_err(StartError::system("start a thread"))?;
        for (number, (listener, runtime)) in self.listeners.into_iter().zip(runtimes).enumerate() {
            let desk = Desk {
                reader: Mutex::new(live.reader()),
                films: Arc::clone(&films),
                making: Arc::clone(&making),
                patience: self.limits.patience(),
                piece_bytes: self.limits.piece_bytes,
                hosts: Arc::clone(&self.hosts),
                cells: live.shared.status.new_core(),
                is_timed,
            };
            let core = Core::new(&self.limits, Arc::clone(&everywhere), desk, stop.watch());
            let spawned = thread::Builder::new()
                .name(format!("public-{number}"))
                .spawn(move || serve(runtime, core, listener))
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
        making.end();
        if let Some(Ok(Err(error))) = admin.map(thread::JoinHandle::join) {
            tracing::error!(error = %error, "the operator's listener failed; visitors were served all the same");
        }
        tracing::info!(cut_off, "stopped");
        Ok(Ended { cut_off })
    }
}

/// One core's own runtime.
fn runtime(film_threads: usize) -> io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .enable_time()
        .max_blocking_threads(film_threads.max(1))
        .thread_name("films")
        .build()
}

fn serve(runtime: Runtime, core: Core, listener: TcpListener) -> io::Result<usize> {
    let ended = runtime.block_on(core.run(listener));
    // A disk that does not answer must not hold the end up.
    runtime.shutdown_background();
    ended
}
