//! Signatures in the form that the client supports.

use tower_lsp::lsp_types::{self, ParameterInformation, ParameterLabel, SignatureInformation};

use crate::languages::answers::{Signature, SignatureHelp};
use crate::server::protocol::client_capabilities::SignatureCapabilities;
use crate::server::protocol::markdown;

pub fn signature_help(help: &SignatureHelp, client: SignatureCapabilities) -> lsp_types::SignatureHelp {
    let active_parameter = help.active_parameter.and_then(|index| u32::try_from(index).ok());
    let signatures = help.signatures.iter().enumerate().map(|(index, signature)| {
        let is_active = index == help.active_signature && client.active_parameter;
        signature_information(signature, client, active_parameter.filter(|_| is_active))
    });
    lsp_types::SignatureHelp {
        signatures: signatures.collect(),
        active_signature: u32::try_from(help.active_signature).ok(),
        active_parameter,
    }
}

fn signature_information(
    signature: &Signature,
    client: SignatureCapabilities,
    active_parameter: Option<u32>,
) -> SignatureInformation {
    let Signature { label, documentation, parameters } = signature;
    let shown = |text: &Option<String>| text.as_deref().map(|text| markdown::documentation(text, client.markdown));
    // Offsets into the label count UTF-16 units.
    let units = |offset: usize| {
        let before = label.get(..offset).unwrap_or(label);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    let parameters = parameters.iter().map(|parameter| ParameterInformation {
        label: if client.label_offsets {
            ParameterLabel::LabelOffsets([units(parameter.label.start), units(parameter.label.end)])
        } else {
            ParameterLabel::Simple(label.get(parameter.label.clone()).unwrap_or_default().to_owned())
        },
        documentation: shown(&parameter.documentation),
    });
    SignatureInformation {
        label: label.clone(),
        documentation: shown(documentation),
        parameters: Some(parameters.collect()),
        active_parameter,
    }
}
