//! What the method finds where there was no campaign: placebos, and the tests made of them.

mod assigned;
mod in_space;
mod in_time;
mod judge;
mod leave_one_out;
mod permuted;
mod sets;

pub use assigned::{Assignment, assigned};
pub use in_space::{SpaceTest, synthetic_placebos, test_in_space};
pub use in_time::synthetic_placebos_in_time;
pub(crate) use judge::made;
pub use judge::{Statistic, judge};
pub use leave_one_out::{LeftOut, leave_one_out};
pub use permuted::{Draw, permuted};
pub use sets::{Sets, sets};
