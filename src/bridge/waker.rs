//! Wakes the event loop when there is something to pull. At most one wake-up is pending.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use napi::bindgen_prelude::Function;
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};

/// The function is weak, so that a running server does not keep Node alive.
type WeakFunction = ThreadsafeFunction<(), (), (), napi::Status, false, true, 0>;

#[derive(Clone)]
pub struct EventLoopWaker {
    shared: Arc<WakerState>,
}

struct WakerState {
    under_way: AtomicBool,
    /// `None` after the server has stopped, when JavaScript's function is released.
    function: Mutex<Option<WeakFunction>>,
}

impl EventLoopWaker {
    pub fn new(function: &Function<'_, (), ()>) -> napi::Result<Self> {
        let function = function.build_threadsafe_function().weak::<true>().callee_handled::<false>().build()?;
        Ok(Self {
            shared: Arc::new(WakerState { under_way: AtomicBool::new(false), function: Mutex::new(Some(function)) }),
        })
    }

    pub fn wake(&self) {
        if self.shared.under_way.swap(true, Ordering::SeqCst) {
            return;
        }
        let function = self.shared.function.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(function) = &*function {
            // An environment that is closing takes no calls. There is nothing left to wake then.
            function.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }

    /// JavaScript has woken up. From now on, new messages and events need a new wake-up.
    pub fn acknowledge(&self) {
        self.shared.under_way.store(false, Ordering::SeqCst);
    }

    pub fn release(&self) {
        let function = self.shared.function.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(function);
    }
}
