//! Tables of numbers, and sums in an order that never changes.
//!
//! Nothing here depends on how many threads run or on what the processor can do: a sum has eight lanes on every machine, and
//! no product is fused into a sum.

mod cholesky;
mod gram;
mod matrix;
mod packed;
mod sums;

pub use cholesky::Cholesky;
pub use gram::Gram;
pub use matrix::Matrix;
pub(crate) use packed::Packed;
pub use sums::{add_scaled, dot, mean, square_sum, sum};
