//! From a request to a response.

use crate::cells::Cells;
use crate::films::{self, Films};
use crate::live::Reader;
use crate::log;
use crate::making::{Asked, CannotMake, Making};
use crate::minding::Minded;
use crate::outgoing::Outgoing;
use crate::status::readiness_json;
use http::{HeaderValue, Request, Response};
use hyper::body::{Body, Incoming};
use hyper::service::Service;
use public::{Answer, Ask, Door, File, Hosts, Payload};
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::ops::Range;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

/// What every connection of a core answers from.
pub(crate) struct Desk {
    /// Used by one thread: the lock is never waited for.
    pub(crate) reader: Mutex<Reader>,
    pub(crate) films: Arc<dyn Films>,
    pub(crate) making: Arc<Making>,
    /// How long somebody waits for what is being made before being told to come back.
    pub(crate) patience: Duration,
    pub(crate) piece_bytes: usize,
    pub(crate) hosts: Arc<Hosts>,
    pub(crate) cells: Arc<Cells>,
    /// Whether somebody reads how long answers take: it costs two looks at the clock.
    pub(crate) is_timed: bool,
}

/// Answers the requests of one connection.
pub(crate) struct Responder {
    pub(crate) desk: Arc<Desk>,
    pub(crate) minded: Arc<Minded>,
}

type Outcome = Result<Response<Outgoing>, Infallible>;

/// A response that is here, or one that waits for its film to be opened or its poster to be made.
pub(crate) enum Responding {
    Now(Ready<Outcome>),
    Waiting(Pin<Box<dyn Future<Output = Outcome> + Send>>),
}

impl Future for Responding {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome> {
        match self.get_mut() {
            Responding::Now(ready) => Pin::new(ready).poll(context),
            Responding::Waiting(waiting) => waiting.as_mut().poll(context),
        }
    }
}

impl Service<Request<Incoming>> for Responder {
    type Response = Response<Outgoing>;
    type Error = Infallible;
    type Future = Responding;

    fn call(&self, request: Request<Incoming>) -> Responding {
        self.minded.asked();
        let started = log::started(self.desk.is_timed);
        let answer = if request.body().is_end_stream() {
            self.desk.answer(&request)
        } else {
            self.minded.refused();
            public::refuse_body()
        };
        if let Payload::Film(file, range) = &answer.payload {
            self.minded.asked_for_film();
            let (file, range) = (Arc::clone(file), range.clone());
            return Responding::Waiting(Box::pin(open_film(
                Arc::clone(&self.desk),
                request,
                answer,
                file,
                range,
                started,
            )));
        }
        if let Payload::Made(order) = &answer.payload {
            let asked = self.desk.making.ask(order);
            return self.made(request, answer, asked, started);
        }
        self.desk.note(&answer, started);
        Responding::Now(ready(Ok(response(answer, None))))
    }
}

impl Responder {
    /// What was asked for is here, is coming, or cannot be had now.
    fn made(
        &self,
        request: Request<Incoming>,
        mut answer: Answer,
        asked: Asked,
        started: Option<Instant>,
    ) -> Responding {
        match asked {
            Asked::Here(bytes) => answer.payload = Payload::Bytes(bytes),
            Asked::TooMany => answer = self.desk.being_made(&request),
            Asked::Coming(coming) => {
                let desk = Arc::clone(&self.desk);
                return Responding::Waiting(Box::pin(async move {
                    // Nobody answers when the server stops.
                    let coming = async { coming.await.unwrap_or(Err(CannotMake)) };
                    let made = tokio::time::timeout(desk.patience, coming).await;
                    let answer = match made {
                        Ok(Ok(bytes)) => Answer {
                            payload: Payload::Bytes(bytes),
                            ..answer
                        },
                        Err(_) => {
                            if let Payload::Made(order) = &answer.payload {
                                desk.making.promise(order);
                            }
                            desk.being_made(&request)
                        }
                        Ok(Err(CannotMake)) => {
                            let mut mended = desk.being_mended(&request);
                            let reference = log::not_made(mended.route, mended.status);
                            put_reference(&mut mended, &reference);
                            mended
                        }
                    };
                    desk.note(&answer, started);
                    Ok(response(answer, None))
                }));
            }
        }
        self.desk.note(&answer, started);
        Responding::Now(ready(Ok(response(answer, None))))
    }
}

impl Desk {
    fn answer(&self, request: &Request<Incoming>) -> Answer {
        let door = match self.door(request) {
            Ok(door) => door,
            Err(refusal) => return *refusal,
        };
        let ask = ask(request, door);
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        if ask.path == public::READINESS {
            let reasons = reader.shared.reasons();
            return public::readiness(&ask, reasons.is_empty(), readiness_json(&reasons));
        }
        let (ready, now) = reader.look();
        public::answer(ready, &ask, now)
    }

    fn being_mended(&self, request: &Request<Incoming>) -> Answer {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let (ready, _) = reader.look();
        public::being_mended(ready, &ask(request, Door::Series))
    }

    fn being_made(&self, request: &Request<Incoming>) -> Answer {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let (ready, _) = reader.look();
        public::being_made(ready, &ask(request, Door::Series))
    }

    /// The name that was asked for. Nothing is copied, nothing is looked up in a table.
    fn door(&self, request: &Request<Incoming>) -> Result<Door<'_>, Box<Answer>> {
        let uri = request.uri();
        let authority = uri.authority().map(http::uri::Authority::as_str);
        self.hosts
            .door(request.version(), authority, request.headers())
            .or_else(|turned| match public::turn_away(uri.path(), turned) {
                Some(refusal) => Err(Box::new(refusal)),
                None => Ok(Door::Series),
            })
    }

    fn note(&self, answer: &Answer, started: Option<Instant>) {
        let duration = started.map(|started| started.elapsed());
        self.cells.answered(answer.route, answer.status, duration);
        log::answered(answer.route, answer.status, duration);
    }
}

fn ask<'a>(request: &'a Request<Incoming>, door: Door<'a>) -> Ask<'a> {
    Ask {
        method: request.method(),
        door,
        path: request.uri().path(),
        query: request.uri().query(),
        headers: request.headers(),
    }
}

async fn open_film(
    desk: Arc<Desk>,
    request: Request<Incoming>,
    answer: Answer,
    file: Arc<File>,
    range: Range<u64>,
    started: Option<Instant>,
) -> Outcome {
    match films::open(Arc::clone(&desk.films), file, range, desk.piece_bytes).await {
        Ok(film) => {
            desk.note(&answer, started);
            Ok(response(answer, Some(Outgoing::Film(Box::new(film)))))
        }
        Err(error) => {
            let mut mended = desk.being_mended(&request);
            desk.note(&mended, started);
            let reference = log::failed(mended.route, mended.status, error.kind());
            put_reference(&mut mended, &reference);
            Ok(response(mended, None))
        }
    }
}

/// The number by which a visitor can tell us of a fault.
fn put_reference(answer: &mut Answer, reference: &str) {
    if let Ok(reference) = HeaderValue::from_str(reference) {
        answer.headers.insert("reference", reference);
    }
}

fn response(answer: Answer, film: Option<Outgoing>) -> Response<Outgoing> {
    let body = film.unwrap_or(match answer.payload {
        Payload::Bytes(bytes) => Outgoing::Bytes(bytes),
        Payload::Nothing | Payload::Film(..) | Payload::Made(_) => Outgoing::Nothing,
    });
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    response
}
