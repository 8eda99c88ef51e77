//! The operator's own listener: `/metrics`, `/readyz`, `/healthz`. A thread of its own, off the visitors' cores.

use crate::live::Shared;
use crate::outgoing::Outgoing;
use crate::status::readiness_json;
use crate::stop::Stage;
use crate::{StartError, metrics};
use bytes::Bytes;
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE};
use http::{HeaderValue, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::convert::Infallible;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

/// Scrapers come one at a time. Whoever opens more than this waits.
const CONNECTIONS: usize = 16;
/// How long a connection may take in all.
const TIME: Duration = Duration::from_secs(10);
/// How long to wait when the system has no room for a connection.
const PAUSE: Duration = Duration::from_millis(100);

/// Opens the operator's port.
pub(crate) fn open(address: SocketAddr) -> Result<TcpListener, StartError> {
    let listener = TcpListener::bind(address)
        .map_err(|cause| StartError::Admin(Box::new(StartError::listening(address, cause))))?;
    listener
        .set_nonblocking(true)
        .map_err(StartError::system("open the operator's port"))?;
    Ok(listener)
}

/// Answers the operator until the server stops.
pub(crate) fn start(
    listener: TcpListener,
    shared: Arc<Shared>,
    threads: usize,
    stage: watch::Receiver<Stage>,
) -> io::Result<JoinHandle<io::Result<()>>> {
    std::thread::Builder::new().name("admin".into()).spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        runtime.block_on(run(listener, shared, threads, stage))
    })
}

async fn run(
    listener: TcpListener,
    shared: Arc<Shared>,
    threads: usize,
    mut stage: watch::Receiver<Stage>,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let permit = Arc::clone(&room)
            .acquire_owned()
            .await
            .map_err(io::Error::other)?;
        let accepted = tokio::select! {
            _ = stage.wait_for(|stage| *stage > Stage::Running) => return Ok(()),
            accepted = listener.accept() => accepted,
        };
        let Ok((stream, _)) = accepted else {
            sleep(PAUSE).await;
            continue;
        };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let answering = service_fn(move |request| {
                let answer = answer(&request, &shared, threads);
                async { Ok::<_, Infallible>(answer) }
            });
            let mut http = http1::Builder::new();
            http.header_read_timeout(None).keep_alive(false);
            // Whatever goes wrong is seen on the other side.
            _ = timeout(TIME, http.serve_connection(TokioIo::new(stream), answering)).await;
            drop(permit);
        });
    }
}

fn answer(request: &Request<Incoming>, shared: &Shared, threads: usize) -> Response<Outgoing> {
    const TEXT: &str = "text/plain; charset=utf-8";
    if request.method() != Method::GET && request.method() != Method::HEAD {
        let mut refusal = response(
            StatusCode::METHOD_NOT_ALLOWED,
            TEXT,
            "This address can be read and nothing else.\n".to_owned(),
        );
        refusal
            .headers_mut()
            .insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        return refusal;
    }
    match request.uri().path() {
        "/metrics" => response(
            StatusCode::OK,
            "text/plain; version=0.0.4; charset=utf-8",
            metrics::text(shared, threads),
        ),
        public::READINESS => {
            let reasons = shared.reasons();
            let status = if reasons.is_empty() {
                StatusCode::OK
            } else {
                StatusCode::SERVICE_UNAVAILABLE
            };
            response(status, "application/json", readiness_json(&reasons))
        }
        "/healthz" => response(StatusCode::OK, TEXT, "ok\n".to_owned()),
        _ => response(
            StatusCode::NOT_FOUND,
            TEXT,
            "Here are /metrics, /readyz and /healthz.\n".to_owned(),
        ),
    }
}

fn response(status: StatusCode, content_type: &'static str, text: String) -> Response<Outgoing> {
    let mut response = Response::new(Outgoing::Bytes(Bytes::from(text)));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
