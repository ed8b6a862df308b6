//! Threads for work that waits for the disk or takes long. They belong to the process and are shared by its servers.
//!
//! A server submits its work to lanes, and each lane may keep a few threads busy. Threads are started as lanes need
//! them, so no lane ever waits for the work of another one. A job that takes too long is written off: its thread no
//! longer counts, and another thread takes the next job of the lane. A lane with too many jobs that were written off
//! refuses new ones until some of them end; the other lanes continue.
//!
//! Every job either runs or is called with the reason why it does not; none is dropped silently.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::telemetry::crash;

/// The maximum number of threads that one lane may keep busy, so that other jobs can pass a long one.
const MAX_RUNNING: usize = 4;

/// The maximum number of jobs of one lane that were written off and have not ended. When it is reached, the lane
/// refuses new jobs.
const MAX_LATE: usize = 8;

/// The maximum number of threads of the process: more than twenty servers with two lanes each can block.
const MAX_THREADS: usize = 512;

/// The number of threads that are kept when there is no work, so that a server that has started does not depend on the
/// system for its next thread.
const KEPT: usize = 2;

/// How long any other thread waits for its next job before it ends.
const IDLE_TIME: Duration = Duration::from_secs(5);

/// The stack size, in bytes. Enough for every parser, because all of them limit their depth. It is stated explicitly
/// because the environment can change the default.
const STACK_BYTES: usize = 2 << 20;

/// A job is called once: on a thread of the pool with the number of the job, or with the reason why it does not run.
pub type Job = Box<dyn FnOnce(Result<u64, Refusal>) + Send>;

/// Why a job does not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The system provides no thread for it.
    NoThread,
    /// Too many jobs of its lane take too long.
    Overloaded,
    /// Its server has stopped.
    Stopped,
}

/// The threads of a process.
#[derive(Clone, Default)]
pub struct Threads {
    shared: Arc<Shared>,
}

/// The jobs that one server submits for one purpose, in order. The lane is closed when it is dropped.
pub struct Lane {
    threads: Threads,
    number: u64,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    /// Signals that there is a job for an idle thread.
    is_ready: Condvar,
}

#[derive(Default)]
struct State {
    lanes: BTreeMap<u64, Jobs>,
    /// The lanes whose next job may run, without duplicates. Threads take one job from each in turn.
    ready: VecDeque<u64>,
    threads: usize,
    /// The number of threads that wait for a job, or have been started for one.
    idle: usize,
    /// The number of threads whose jobs were written off.
    late: usize,
    last_number: u64,
    #[cfg(any(test, feature = "testing"))]
    is_exhausted: bool,
}

/// The jobs of a lane.
#[derive(Default)]
struct Jobs {
    waiting: VecDeque<(u64, Job)>,
    running: BTreeSet<u64>,
    late: BTreeSet<u64>,
    is_ready: bool,
    is_closed: bool,
}

impl Jobs {
    fn may_run(&self) -> bool {
        !self.waiting.is_empty() && self.running.len() < MAX_RUNNING
    }

    fn refusal(&self) -> Option<Refusal> {
        match () {
            () if self.is_closed => Some(Refusal::Stopped),
            () if self.late.len() >= MAX_LATE => Some(Refusal::Overloaded),
            () => None,
        }
    }
}

/// Jobs that will not run. They are called without the lock.
type Refused = (Refusal, Vec<(u64, Job)>);

impl Threads {
    /// Starts the threads that are kept.
    ///
    /// # Errors
    /// Fails if there is no thread yet and the system provides none.
    pub fn reserve(&self) -> io::Result<()> {
        let mut state = self.lock();
        while state.live() < KEPT {
            if let Err(error) = self.spawn(&mut state) {
                return if state.live() == 0 { Err(error) } else { Ok(()) };
            }
        }
        Ok(())
    }

    /// Creates a lane for the work of one server for one purpose.
    pub fn lane(&self) -> Lane {
        let mut state = self.lock();
        let number = state.next_number();
        state.lanes.insert(number, Jobs::default());
        drop(state);
        Lane { threads: self.clone(), number }
    }

    /// Simulates that the system has no more threads, or has them again.
    #[cfg(any(test, feature = "testing"))]
    pub fn exhaust(&self, is_exhausted: bool) {
        self.lock().is_exhausted = is_exhausted;
    }

    /// Returns the number of threads, and how many of them run jobs that were written off.
    #[cfg(any(test, feature = "testing"))]
    pub fn counts(&self) -> (usize, usize) {
        let state = self.lock();
        (state.threads, state.late)
    }

    fn spawn(&self, state: &mut State) -> io::Result<()> {
        #[cfg(any(test, feature = "testing"))]
        if state.is_exhausted {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        if state.threads >= MAX_THREADS {
            return Err(io::Error::other("too many blocked threads in this process"));
        }
        let shared = Arc::clone(&self.shared);
        let thread = thread::Builder::new().name("candor".to_owned()).stack_size(STACK_BYTES);
        thread.spawn(move || Self { shared }.work())?;
        state.threads += 1;
        state.idle += 1;
        Ok(())
    }

    /// Schedules the next job of a lane. Returns the jobs for which there is no thread.
    fn schedule(&self, state: &mut State, lane: u64) -> Vec<Refused> {
        state.mark_ready(lane);
        if state.ready.is_empty() {
            return Vec::new();
        }
        if state.ready.len() <= state.idle {
            self.shared.is_ready.notify_one();
        } else if self.spawn(state).is_err() && state.live() == 0 {
            return state.refuse_ready();
        }
        // Without a new thread, a busy thread takes the job when it has finished its own.
        Vec::new()
    }

    /// The main loop of a thread.
    fn work(self) {
        let mut finished = None;
        while let Some((lane, number, job)) = self.next(finished) {
            // A job catches its own panics. If one escapes, the thread continues.
            let _ = crash::catch(false, || job(Ok(number)));
            finished = Some((lane, number));
        }
    }

    /// Waits for the next job, after the job `finished` has ended. `None` ends the thread.
    fn next(&self, finished: Option<(u64, u64)>) -> Option<(u64, u64, Job)> {
        let mut state = self.lock();
        if let Some((lane, number)) = finished {
            state.finish(lane, number);
            state.idle += 1;
        }
        loop {
            while let Some(lane) = state.ready.pop_front() {
                let Some(jobs) = state.lanes.get_mut(&lane) else { continue };
                jobs.is_ready = false;
                let Some((number, job)) = jobs.waiting.pop_front() else { continue };
                jobs.running.insert(number);
                state.idle -= 1;
                // Schedules the other ready lanes. This thread is running, so none of their jobs is refused.
                self.schedule(&mut state, lane);
                return Some((lane, number, job));
            }
            let timeout;
            let waited = self.shared.is_ready.wait_timeout(state, IDLE_TIME);
            (state, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            if timeout.timed_out() && state.ready.is_empty() && state.live() > KEPT {
                state.idle -= 1;
                state.threads -= 1;
                return None;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    /// Returns the number of threads that can be expected to take another job.
    fn live(&self) -> usize {
        self.threads - self.late
    }

    fn mark_ready(&mut self, lane: u64) {
        if let Some(jobs) = self.lanes.get_mut(&lane)
            && jobs.may_run()
            && !std::mem::replace(&mut jobs.is_ready, true)
        {
            self.ready.push_back(lane);
        }
    }

    fn finish(&mut self, lane: u64, number: u64) {
        let Some(jobs) = self.lanes.get_mut(&lane) else { return };
        jobs.running.remove(&number);
        if jobs.late.remove(&number) {
            self.late -= 1;
        }
        self.mark_ready(lane);
        self.forget_closed(lane);
    }

    /// Takes the waiting jobs of all lanes that wait for a thread.
    fn refuse_ready(&mut self) -> Vec<Refused> {
        let ready = std::mem::take(&mut self.ready);
        let refused = ready.into_iter().filter_map(|lane| {
            let jobs = self.lanes.get_mut(&lane)?;
            jobs.is_ready = false;
            Some((Refusal::NoThread, jobs.waiting.drain(..).collect()))
        });
        refused.collect()
    }

    fn forget_closed(&mut self, lane: u64) {
        let is_over =
            |jobs: &Jobs| jobs.is_closed && jobs.running.is_empty() && jobs.late.is_empty() && jobs.waiting.is_empty();
        if self.lanes.get(&lane).is_some_and(is_over) {
            self.lanes.remove(&lane);
        }
    }
}

impl Lane {
    /// Submits a job. If it is refused, it is called at once.
    pub fn submit(&self, job: Job) {
        let mut state = self.threads.lock();
        let number = state.next_number();
        // Lanes are removed only after they are closed.
        let jobs = state.lanes.entry(self.number).or_default();
        if let Some(refusal) = jobs.refusal() {
            drop(state);
            return job(Err(refusal));
        }
        jobs.waiting.push_back((number, job));
        let refused = self.threads.schedule(&mut state, self.number);
        drop(state);
        refuse(refused);
    }

    /// Whether a job is running or waiting. Jobs that were written off are not counted.
    pub fn is_busy(&self) -> bool {
        let state = self.threads.lock();
        state.lanes.get(&self.number).is_some_and(|jobs| !jobs.running.is_empty() || !jobs.waiting.is_empty())
    }

    /// Abandons a job that takes too long. Returns false if it has just ended.
    pub fn write_off(&self, number: u64) -> bool {
        let mut state = self.threads.lock();
        let Some(jobs) = state.lanes.get_mut(&self.number) else { return false };
        if !jobs.running.remove(&number) {
            return false;
        }
        jobs.late.insert(number);
        let refused = jobs.refusal().map(|refusal| (refusal, jobs.waiting.drain(..).collect()));
        state.late += 1;
        let mut all: Vec<Refused> = refused.into_iter().collect();
        // Also schedules lanes that expected this thread to become free.
        all.extend(self.threads.schedule(&mut state, self.number));
        drop(state);
        refuse(all);
        true
    }

    /// Refuses waiting and new jobs. Running jobs continue, and their threads no longer count.
    pub fn close(&self) {
        let mut state = self.threads.lock();
        let Some(jobs) = state.lanes.get_mut(&self.number) else { return };
        jobs.is_closed = true;
        let mut refused: Vec<Refused> = vec![(Refusal::Stopped, jobs.waiting.drain(..).collect())];
        let mut running = std::mem::take(&mut jobs.running);
        let count = running.len();
        jobs.late.append(&mut running);
        state.late += count;
        state.forget_closed(self.number);
        refused.extend(self.threads.schedule(&mut state, self.number));
        drop(state);
        refuse(refused);
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.close();
    }
}

/// Calls refused jobs. Must be called without the lock, because a refused job may submit another one.
fn refuse(refused: Vec<Refused>) {
    for (refusal, jobs) in refused {
        for (_, job) in jobs {
            job(Err(refusal));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// Submits a job that hangs until the returned sender is dropped. The receiver gets the argument with which it was
    /// called.
    fn hanging(lane: &Lane) -> (Sender<()>, Receiver<Result<u64, Refusal>>) {
        let (release, released) = channel::<()>();
        let (report, started) = channel();
        lane.submit(Box::new(move |start| {
            let _ = report.send(start);
            if start.is_ok() {
                let _ = released.recv();
            }
        }));
        (release, started)
    }

    fn outcome(started: &Receiver<Result<u64, Refusal>>) -> Result<u64, Refusal> {
        started.recv().expect("a job runs or is refused")
    }

    #[test]
    fn no_lane_waits_for_another_one() {
        let threads = Threads::default();
        let lanes: Vec<Lane> = (0..10).map(|_| threads.lane()).collect();
        let jobs: Vec<Vec<_>> = lanes.iter().map(|lane| (0..=MAX_RUNNING).map(|_| hanging(lane)).collect()).collect();
        for jobs in &jobs {
            let [running @ .., (_, waiting)] = jobs.as_slice() else { panic!("there are jobs") };
            assert!(running.iter().all(|(_, started)| outcome(started).is_ok()));
            assert!(waiting.try_recv().is_err(), "the last job of a lane waits for the others");
        }
    }

    #[test]
    fn a_job_that_is_written_off_lets_the_next_one_run_until_there_are_too_many() {
        let threads = Threads::default();
        let lane = threads.lane();
        let mut jobs = Vec::new();
        for _ in 0..MAX_LATE {
            let (release, started) = hanging(&lane);
            let number = outcome(&started).expect("it runs");
            assert!(lane.write_off(number));
            assert!(!lane.write_off(number), "it is written off already");
            jobs.push(release);
        }
        assert_eq!(threads.counts().1, MAX_LATE);
        assert_eq!(outcome(&hanging(&lane).1), Err(Refusal::Overloaded));
        assert!(outcome(&hanging(&threads.lane()).1).is_ok(), "another lane continues");
        drop(jobs);
        while threads.counts().1 > 0 {
            thread::yield_now();
        }
        assert!(outcome(&hanging(&lane).1).is_ok());
    }

    #[test]
    fn without_a_thread_jobs_are_refused_and_with_one_they_wait_for_it() {
        let threads = Threads::default();
        threads.exhaust(true);
        assert!(threads.reserve().is_err());
        let (first, second) = (threads.lane(), threads.lane());
        assert_eq!(outcome(&hanging(&first).1), Err(Refusal::NoThread));
        threads.exhaust(false);
        let (release, started) = hanging(&first);
        let number = outcome(&started).expect("it runs");
        threads.exhaust(true);
        assert!(threads.reserve().is_ok(), "there is a thread to work with");
        let (_waits, waiting) = hanging(&second);
        assert!(waiting.try_recv().is_err());
        drop(release);
        let waited = outcome(&waiting).expect("the thread has taken it");
        assert!(!first.write_off(number), "it has ended");
        let (_refused, refused) = hanging(&first);
        assert!(second.write_off(waited));
        assert_eq!(outcome(&refused), Err(Refusal::NoThread), "the last thread is written off");
    }

    #[test]
    fn a_lane_that_is_closed_refuses_what_waits_and_leaves_its_threads_to_nobody() {
        let threads = Threads::default();
        let lane = threads.lane();
        let jobs: Vec<_> = (0..=MAX_RUNNING).map(|_| hanging(&lane)).collect();
        assert!(jobs[..MAX_RUNNING].iter().all(|(_, started)| outcome(started).is_ok()));
        drop(lane);
        assert_eq!(outcome(&jobs[MAX_RUNNING].1), Err(Refusal::Stopped));
        assert_eq!(threads.counts().1, MAX_RUNNING);
        drop(jobs);
        while threads.counts().1 > 0 {
            thread::yield_now();
        }
        assert!(threads.lock().lanes.is_empty());
    }

    #[test]
    fn a_job_that_panics_costs_no_thread() {
        let threads = Threads::default();
        let lane = threads.lane();
        for _ in 0..100 {
            lane.submit(Box::new(|_| panic!("it fails")));
        }
        let (_release, started) = hanging(&lane);
        assert!(outcome(&started).is_ok());
        assert!(threads.counts().0 <= MAX_RUNNING);
    }

    #[test]
    fn every_job_runs_or_is_refused_while_threads_come_and_go() {
        let threads = Threads::default();
        let (report, started) = channel();
        thread::scope(|scope| {
            for _ in 0..4 {
                let (threads, report) = (threads.clone(), report.clone());
                scope.spawn(move || {
                    for round in 0..50 {
                        let lane = Arc::new(threads.lane());
                        for number in 0..40 {
                            let (report, owner) = (report.clone(), Arc::downgrade(&lane));
                            lane.submit(Box::new(move |start| {
                                // Some jobs are written off while they run, and some lanes are closed.
                                if let (Ok(job), 0, Some(lane)) = (start, number % 7, owner.upgrade()) {
                                    lane.write_off(job);
                                }
                                let _ = report.send(start.is_ok());
                            }));
                            if number % 10 == 0 {
                                threads.exhaust((round + number) % 20 == 0);
                            }
                        }
                    }
                });
            }
        });
        threads.exhaust(false);
        // On a busy machine, the threads may not get to any other job before its lane is closed.
        let lane = threads.lane();
        lane.submit(Box::new(move |start| {
            let _ = report.send(start.is_ok());
        }));
        let outcomes: Vec<bool> = started.iter().collect();
        assert_eq!(outcomes.len(), 4 * 50 * 40 + 1);
        assert!(outcomes.contains(&true));
    }
}
