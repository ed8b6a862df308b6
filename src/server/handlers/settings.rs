//! Applies settings that change during a session.

use std::sync::Arc;

use crate::server::context::{ServerContext, SessionHandle};
use crate::server::diagnostics;
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::Explanation;
use crate::server::settings::{Settings, StatedSettings};

/// Applies the settings of the editor's current configuration. If they change anything, open documents are checked
/// again.
pub fn apply(server: &Arc<ServerContext>, stated: &StatedSettings, context: &RequestContext) {
    let Some(session) = server.session.active() else { return };
    let handle = SessionHandle { server: Arc::clone(server), session };
    let settings = Settings::from_stated(stated.over(&handle.session.stated_settings));
    let state = &mut *handle.session.lock();
    if *state.settings == settings {
        return server.trace.explain(|| Explanation::new("the settings are unchanged"));
    }
    state.settings = Arc::new(settings);
    server.trace.explain(|| Explanation::new("the settings changed; open documents are checked again"));
    diagnostics::settings_changed(&handle, state, context);
}
