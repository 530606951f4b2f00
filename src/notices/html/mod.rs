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
    let mut reading = Reading::new();
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
    /// Whether an attribute of the tag says that its element claims nothing: findings and records beside a notice.
    aside: bool,
    /// The figure that the tag says its text is.
    figure: Option<String>,
    error: Option<NoticeError>,
}

impl Reading {
    fn new() -> Self {
        Self {
            walk: Walk::new(),
            tag: Vec::new(),
            attribute: Vec::new(),
            hidden: false,
            aside: false,
            figure: None,
            error: None,
        }
    }

    /// Takes an event; gives a token where reading must end.
    fn take(&mut self, event: CallbackEvent<'_>) -> Option<()> {
        let done = match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.extend_from_slice(name);
                (self.hidden, self.aside, self.figure) = (false, false, None);
                Ok(())
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute.clear();
                self.attribute.extend_from_slice(name);
                self.hidden |= name == b"hidden";
                Ok(())
            }
            CallbackEvent::AttributeValue { value } => {
                self.attribute_value(value);
                Ok(())
            }
            CallbackEvent::CloseStartTag { self_closing } if self.aside => {
                self.walk.open_aside(&self.tag, self_closing)
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                self.walk.open(&self.tag, self.hidden, self.figure.as_deref(), self_closing)
            }
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

    /// Takes the value of the attribute whose name came last.
    fn attribute_value(&mut self, value: &[u8]) {
        match self.attribute.as_slice() {
            b"style" => self.hidden |= elements::is_hidden_by_style(value),
            b"data-audit" => self.aside |= value == b"aside",
            b"data-figure" if !value.is_empty() => self.figure = Some(String::from_utf8_lossy(value).into_owned()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests;
