//! A web page to the text that it shows. In: bytes. Out: the notice. No style sheet and no script is followed.
//!
//! The tokens are those of the HTML standard; of the tree only what decides over lines, cells and what is hidden is kept,
//! so that time and memory stay in proportion to the page.

mod charset;
mod elements;
mod walk;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use super::{Notice, NoticeError, TEXT_BYTES, within};

use walk::Walk;

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Result<Notice, NoticeError> {
    within(bytes.len(), TEXT_BYTES)?;
    let source = charset::decode(bytes)?;
    let mut reading = Reading { walk: Walk::new(), tag: Vec::new(), attribute: Vec::new(), hidden: false, error: None };
    let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| reading.take(event));
    emitter.naively_switch_states(true);
    // The first token that is given ends it: the page nests too deep.
    let _ = Tokenizer::new_with_emitter(&source, emitter).next();
    match reading.error {
        Some(error) => Err(error),
        None => Ok(reading.walk.finish()),
    }
}

/// A page that is being read: the tag whose attributes arrive, and what stands before it.
struct Reading {
    walk: Walk,
    tag: Vec<u8>,
    attribute: Vec<u8>,
    /// Whether an attribute of the tag hides its element.
    hidden: bool,
    error: Option<NoticeError>,
}

impl Reading {
    /// Takes an event; gives a token where reading must end.
    fn take(&mut self, event: CallbackEvent<'_>) -> Option<()> {
        let done = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                self.hidden = false;
                Ok(())
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                self.hidden |= name == b"hidden";
                Ok(())
            }
            CallbackEvent::AttributeValue { value } => {
                self.hidden |= self.attribute == b"style" && elements::is_hidden_by_style(value);
                Ok(())
            }
            CallbackEvent::CloseStartTag { self_closing } => self.walk.open(&self.tag, self.hidden, self_closing),
            CallbackEvent::EndTag { name } => {
                self.walk.close(name);
                Ok(())
            }
            CallbackEvent::String { value } => {
                self.walk.text(&String::from_utf8_lossy(value));
                Ok(())
            }
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => Ok(()),
        };
        self.error = done.err();
        self.error.is_some().then_some(())
    }
}

#[cfg(test)]
mod tests;
