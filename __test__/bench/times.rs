//! How long work takes.

use std::time::Instant;

pub fn nanoseconds(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64() * 1e9
}

pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The median time of each work, done in turns. The first round warms up.
pub fn in_turns<const COUNT: usize>(rounds: usize, mut works: [&mut dyn FnMut(); COUNT]) -> [f64; COUNT] {
    let mut times = [const { Vec::new() }; COUNT];
    for round in 0..=rounds {
        for (work, times) in works.iter_mut().zip(&mut times) {
            let time = nanoseconds(work);
            if round > 0 {
                times.push(time);
            }
        }
    }
    times.map(median)
}
