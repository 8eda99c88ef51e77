//! The body of a response.

use crate::films::FilmBody;
use bytes::Bytes;
use hyper::body::{Body, Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// What is sent after the head.
pub(crate) enum Outgoing {
    /// Nothing, or nothing more.
    Nothing,
    /// These bytes.
    Bytes(Bytes),
    /// A film, piece by piece.
    Film(Box<FilmBody>),
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = self.get_mut();
        match this {
            Outgoing::Nothing => Poll::Ready(None),
            Outgoing::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                *this = Outgoing::Nothing;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Outgoing::Film(film) => film
                .poll_piece(context)
                .map(|piece| piece.map(|piece| piece.map(Frame::data))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Outgoing::Nothing => true,
            Outgoing::Bytes(_) => false,
            Outgoing::Film(film) => film.left() == 0,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(match self {
            Outgoing::Nothing => 0,
            Outgoing::Bytes(bytes) => bytes.len() as u64,
            Outgoing::Film(film) => film.left(),
        })
    }
}
