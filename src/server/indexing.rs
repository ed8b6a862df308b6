//! Reads the Terraform modules of the open folders in the background, so that a request for callers or names does not
//! have to read all of them first. The work is done in small parts while no document is analyzed, and `idle()` does not
//! wait for it. If the client does not report changed files, nothing can be kept, so nothing is read in advance.

use std::sync::Arc;
use std::time::Duration;

use crate::server::context::SessionHandle;
use crate::server::rpc::request_context::RequestContext;
use crate::server::snapshot::module_calls::{Left, update_some};
use crate::server::work::background::{CancellationToken, Task};
use crate::workspace::call_index::CallIndex;

/// How long the work pauses before it checks again whether documents are being analyzed.
const PAUSE: Duration = Duration::from_millis(20);

/// Begins to read the modules after a Terraform document was checked, if many files have to be read.
pub fn begin(handle: &SessionHandle, context: &RequestContext) {
    let session = &handle.session;
    if !session.client.watches_files {
        return;
    }
    let index = {
        let state = session.lock();
        if state.folders.iter().next().is_none() || !state.calls.begin() {
            return;
        }
        Arc::clone(&state.calls)
    };
    handle.server.tasks.spawn(run(handle.clone(), index, context.clone().uncounted()));
}

async fn run(handle: SessionHandle, index: Arc<CallIndex>, context: RequestContext) {
    loop {
        // A request that waits for the index is an analysis, too.
        while handle.server.background.is_analyzing() && !index.is_awaited() {
            handle.server.clock.sleep(PAUSE).await;
        }
        let (session, background) = (Arc::clone(&handle.session), Arc::clone(&handle.server.background));
        let read = Arc::clone(&index);
        let part = move |cancellation: &CancellationToken| {
            let may_continue = || !background.is_analyzing() || read.is_awaited();
            update_some(&session, &read, || !cancellation.is_cancelled() && may_continue())
        };
        let left = handle.server.run_in_background((Task::Disk, "modules of the folders"), context.clone(), part).await;
        match left {
            Ok(Left::Files) => {}
            Ok(Left::Nothing) => return index.finish(),
            // The next request reads the remaining files.
            Err(_) => return,
        }
    }
}
