//! Weights that are not negative and add up to 1, and mix some rows into another one as nearly as can be.
//!
//! `½‖b − Σ wⱼaⱼ‖² + ½ρ‖w‖²` is made as small as possible, exactly, and each answer says how far it can be from the optimum: with the
//! gradient `g`, no weights can do better by more than `wᵀg − min g`.
//!
//! ```
//! use evaluate::{Matrix, simplex};
//! let donors = Matrix::from_rows(&[[1.0, 2.0, 3.0], [3.0, 2.0, 1.0], [9.0, 9.0, 9.0]]).unwrap();
//! let solution = simplex::fit(&donors, &[1.5, 2.0, 2.5], 0.0)?;
//! assert!((solution.weights[0].1 - 0.75).abs() < 1e-12 && (solution.weights[1].1 - 0.25).abs() < 1e-12);
//! # Ok::<(), evaluate::Refusal>(())
//! ```

mod active_set;
mod dual_newton;
mod frank_wolfe;
mod polish;
mod problem;
mod projection;

pub use active_set::active_set;
pub use dual_newton::dual_newton;
pub use frank_wolfe::{FrankWolfe, frank_wolfe};
pub use problem::{Problem, Solution, Target};
pub use projection::project;

use crate::linear::{Gram, Matrix};
use crate::refusal::Refusal;

/// Solves a problem by the method that suits it: with a ridge, where most weights are above 0, by Newton steps on the dual, whose
/// cost does not grow with their number; else by the active set.
///
/// # Errors
/// [`Refusal::TooFewAreas`] without donors, [`Refusal::BadOption`] for a ridge below 0, [`Refusal::NotConverged`].
pub fn solve(problem: &Problem<'_>) -> Result<Solution, Refusal> {
    // A ridge that is small beside the data leaves few weights above 0.
    if problem.scaled_ridge() > 1e-3 * problem.gram.shift() && problem.donors.len() > 64 {
        return dual_newton(problem);
    }
    active_set(problem)
}

/// Weights on the rows of `donors` that mix them into `target`. The indices in the answer are those of the rows.
///
/// # Errors
/// As [`solve`]; [`Refusal::Malformed`] when `target` is not as long as a row; [`Refusal::OutOfRange`].
pub fn fit(donors: &Matrix, target: &[f64], ridge: f64) -> Result<Solution, Refusal> {
    let count = donors.rows();
    if target.len() != donors.cols() {
        return Err(Refusal::Malformed);
    }
    let mut data = donors.data().to_vec();
    data.extend_from_slice(target);
    let rows = Matrix::new(count + 1, donors.cols(), data).ok_or(Refusal::Malformed)?;
    let gram = Gram::new(&rows)?;
    let all: Vec<usize> = (0..count).collect();
    solve(&Problem {
        gram: &gram,
        target: Target::Row(count),
        donors: &all,
        ridge,
    })
}
