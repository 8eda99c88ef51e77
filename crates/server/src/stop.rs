//! Asking the server to stop.

use std::io;
use tokio::sync::watch;

/// How far stopping has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// Serving.
    Running,
    /// No new connections; requests in flight are finished.
    Finishing,
    /// Nothing is waited for.
    AtOnce,
}

/// A handle that stops a server. Its clones stop the same one.
#[derive(Clone, Debug)]
pub struct Stop {
    stage: watch::Sender<Stage>,
}

impl Default for Stop {
    fn default() -> Stop {
        Stop {
            stage: watch::Sender::new(Stage::Running),
        }
    }
}

impl Stop {
    /// Takes no new connection, and ends when the requests in flight are answered or the grace is over.
    pub fn gracefully(&self) {
        self.reach(Stage::Finishing);
    }

    /// Ends without waiting for anybody.
    pub fn at_once(&self) {
        self.reach(Stage::AtOnce);
    }

    /// Stops gracefully at the first SIGTERM or SIGINT (Ctrl-C), and at once at the second.
    pub fn on_signals(&self) -> io::Result<()> {
        use tokio::signal::unix::{SignalKind, signal};
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .build()?;
        let (mut terminate, mut interrupt) = {
            let _inside = runtime.enter();
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
        };
        let stop = self.clone();
        std::thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                runtime.block_on(async {
                    for act in [Stop::gracefully, Stop::at_once] {
                        tokio::select! {
                            _ = terminate.recv() => {}
                            _ = interrupt.recv() => {}
                        }
                        act(&stop);
                    }
                });
            })?;
        Ok(())
    }

    pub(crate) fn watch(&self) -> watch::Receiver<Stage> {
        self.stage.subscribe()
    }

    fn reach(&self, stage: Stage) {
        self.stage.send_if_modified(|reached| {
            let is_further = stage > *reached;
            *reached = stage.max(*reached);
            is_further
        });
    }
}
