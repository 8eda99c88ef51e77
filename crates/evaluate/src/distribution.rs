//! The few distributions that errors and tests need: normal, Student's t, chi-squared.
//!
//! Written out over `libm`, so that a quantile has the same bits on every machine. Relative accuracy is about 1e-13 in the
//! body; nobody needs more of a p-value.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The chance that a standard normal variable is at most `z`.
///
/// ```
/// assert!((evaluate::distribution::normal_below(1.959963984540054) - 0.975).abs() < 1e-14);
/// ```
pub fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// The value that a standard normal variable stays below with chance `p` (0 < p < 1; else infinite).
pub fn normal_quantile(p: f64) -> f64 {
    quantile(p, normal_below, |z| {
        libm::exp(-0.5 * z * z) / libm::sqrt(2.0 * PI)
    })
}

/// The chance that Student's t with `df` degrees of freedom is at most `t`.
pub fn student_below(t: f64, df: f64) -> f64 {
    if t == 0.0 {
        return 0.5;
    }
    let tail = 0.5 * beta_below(df / (df + t * t), 0.5 * df, 0.5);
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The two-sided p-value of `t` under Student's t with `df` degrees of freedom.
///
/// Computed from the tails: it stays exact where `1 - student_below` would have no digits left.
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    beta_below(df / (df + t * t), 0.5 * df, 0.5)
}

/// The two-sided p-value of `z` under the standard normal distribution.
pub fn normal_two_sided(z: f64) -> f64 {
    libm::erfc(z.abs() * FRAC_1_SQRT_2)
}

/// The value that Student's t with `df` degrees of freedom stays below with chance `p` (0 < p < 1; else infinite).
pub fn student_quantile(p: f64, df: f64) -> f64 {
    let scale = log_gamma(0.5 * (df + 1.0)) - log_gamma(0.5 * df) - 0.5 * libm::log(df * PI);
    quantile(
        p,
        |t| student_below(t, df),
        |t| libm::exp(scale - 0.5 * (df + 1.0) * libm::log1p(t * t / df)),
    )
}

/// The chance that a chi-squared variable with `df` degrees of freedom exceeds `x`.
pub fn chi_squared_above(x: f64, df: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    gamma_above(0.5 * df, 0.5 * x)
}

/// Newton's steps inside a bracket that halves where they would leave it.
fn quantile(p: f64, below: impl Fn(f64) -> f64, density: impl Fn(f64) -> f64) -> f64 {
    if p.is_nan() || p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    if p == 0.5 {
        return 0.0;
    }
    // Work in the lower tail, where the chances keep their digits, and mirror.
    let (tail, sign) = if p < 0.5 { (p, 1.0) } else { (1.0 - p, -1.0) };
    let mut high = 0.0;
    let mut low = -1.0;
    while below(low) > tail {
        high = low;
        low *= 2.0;
        if low < -1e300 {
            return sign * low;
        }
    }
    let mut at = 0.5 * (low + high);
    for _ in 0..200 {
        let miss = below(at) - tail;
        if miss > 0.0 {
            high = at;
        } else {
            low = at;
        }
        let newton = at - miss / density(at);
        let next = if newton > low && newton < high {
            newton
        } else {
            0.5 * (low + high)
        };
        if (next - at).abs() <= 1e-15 * next.abs() {
            return sign * next;
        }
        at = next;
    }
    sign * at
}

fn log_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// The regularised incomplete beta function, by Lentz's continued fraction (Press et al., Numerical Recipes, section 6.4).
fn beta_below(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    let front =
        libm::exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * libm::log(x) + b * libm::log1p(-x));
    if x < (a + 1.0) / (a + b + 2.0) {
        front * beta_fraction(x, a, b) / a
    } else {
        1.0 - front * beta_fraction(1.0 - x, b, a) / b
    }
}

fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let tiny = 1e-300;
    let guard = |v: f64| if v.abs() < tiny { tiny } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / guard(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..10_000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / guard(1.0 + even * d);
        c = guard(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / guard(1.0 + odd * d);
        c = guard(1.0 + odd / c);
        let step = d * c;
        value *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    value
}

/// The upper regularised incomplete gamma function, by series or continued fraction (Numerical Recipes, section 6.2).
fn gamma_above(a: f64, x: f64) -> f64 {
    let front = libm::exp(a * libm::log(x) - x - log_gamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum, mut k) = (1.0 / a, 1.0 / a, a);
        for _ in 0..100_000 {
            k += 1.0;
            term *= x / k;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        return 1.0 - front * sum;
    }
    let tiny = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / tiny;
    let mut d = 1.0 / b;
    let mut value = d;
    for i in 1..100_000 {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = an * d + b;
        d = 1.0 / if d.abs() < tiny { tiny } else { d };
        c = b + an / c;
        c = if c.abs() < tiny { tiny } else { c };
        let step = c * d;
        value *= step;
        if (step - 1.0).abs() < 1e-16 {
            break;
        }
    }
    front * value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-12 * b.abs().max(1e-3), "{a} is not {b}");
    }

    // Abramowitz and Stegun, tables 26.1, 26.8 and 26.10, to the digits that R and SciPy print.
    #[test]
    fn quantiles_and_chances_are_those_of_the_tables() {
        near(normal_quantile(0.975), 1.959963984540054);
        near(normal_quantile(1e-10), -6.361340902404056);
        near(student_quantile(0.975, 1.0), 12.706204736174694);
        near(student_quantile(0.975, 68.0), 1.9954689314298435);
        near(student_below(-2.0, 5.0), 0.05096973941492917);
        near(chi_squared_above(3.841458820694124, 1.0), 0.05);
        near(chi_squared_above(7.7912366272, 5.0), 0.168122494923897);
        near(chi_squared_above(100.0, 3.0), 1.5541594313896026e-21);
    }

    #[test]
    fn a_quantile_undoes_its_chance() {
        for df in [1.0, 2.5, 7.0, 499.0] {
            for p in [1e-6, 0.01, 0.3, 0.5, 0.77, 0.999] {
                near(student_below(student_quantile(p, df), df), p);
                near(normal_below(normal_quantile(p)), p);
            }
        }
    }

    #[test]
    fn chances_beyond_the_ends_are_infinite_values_and_not_a_panic() {
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(f64::NAN), f64::NEG_INFINITY);
        assert_eq!(student_quantile(1.0, 3.0), f64::INFINITY);
        assert_eq!(student_quantile(0.5, 3.0), 0.0);
    }
}
