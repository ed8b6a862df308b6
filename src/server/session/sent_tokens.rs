//! The semantic tokens that were sent to the client, so that it receives only changes.

use std::collections::HashMap;
use std::sync::Arc;

use tower_lsp::lsp_types::{SemanticToken, Url};

/// The maximum number of tokens that are kept. If the tokens of a document were dropped, the client receives all of
/// them again.
const MAX_TOKENS: usize = 1 << 20;

/// The last tokens of each open document.
#[derive(Default)]
pub struct SentTokens {
    sent: HashMap<Url, (u64, Arc<Vec<SemanticToken>>)>,
    /// The total number of tokens.
    count: usize,
    last_result: u64,
}

impl SentTokens {
    /// Keeps the tokens of a document. Returns the id of the result.
    pub fn insert(&mut self, uri: &Url, tokens: Vec<SemanticToken>) -> String {
        self.last_result += 1;
        self.remove(uri);
        if self.count + tokens.len() > MAX_TOKENS {
            self.sent.clear();
            self.count = 0;
        }
        self.count += tokens.len();
        self.sent.insert(uri.clone(), (self.last_result, Arc::new(tokens)));
        self.last_result.to_string()
    }

    /// Returns the tokens of a result, if it is the last one of the document.
    pub fn get(&self, uri: &Url, result_id: &str) -> Option<Arc<Vec<SemanticToken>>> {
        let (result, tokens) = self.sent.get(uri)?;
        (result.to_string() == result_id).then(|| Arc::clone(tokens))
    }

    pub fn remove(&mut self, uri: &Url) {
        if let Some((_, tokens)) = self.sent.remove(uri) {
            self.count -= tokens.len();
        }
    }
}
