//! What goes into the flow, and what comes out of it.

use crate::flow::{Field, Filed, Found, Kept, Picked, Screen, Trouble, View};
use claims::problem::EvidenceKind;

/// What the customer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// On to the next screen, if this one is complete.
    Next,
    /// Back to the screen before.
    Back,
    /// Straight to a screen, from a "change" link.
    Go(Screen),
    /// A new claim.
    Restart,
    /// Once more what did not work.
    Again,
    /// Asks whether to delete the draft.
    Offer,
    /// To the field an error speaks of.
    Focus(Field),
    /// One more item in the customer's own words.
    AddItem,
    /// One less.
    RemoveItem(usize),
    /// The tip has solved the problem of that claimed line.
    Solved(usize),
    /// Not this file.
    Remove(u32),
    /// What is missing follows later.
    Later,
    /// Send that file once more.
    SendAgain(u32),
    /// Writes to the shop.
    SendMessage,
    /// The shop's offer is accepted.
    Accept,
    /// Or not.
    Decline,
    /// Asks before it withdraws, or no longer.
    AskWithdraw(bool),
    /// Takes the claim back.
    Withdraw,
    /// Opens the form for what the customer would like instead of an offer, or closes it.
    AskCounter(bool),
    /// Sends it.
    SendCounter,
    /// Shows the times again once one is chosen.
    AskSlots,
    /// Takes the time that is chosen.
    TakeSlot,
    /// Says how it went.
    Rate,
    /// The written claim.
    Statement,
    /// The dates, for the customer's calendar.
    Calendar,
    /// The link, to the clipboard.
    Copy,
}

/// What the world tells: fields, files, answers, time.
#[derive(Debug, PartialEq)]
pub enum News {
    /// A field has this value now; ticked is `1`, not ticked is empty.
    Set(Field, String),
    /// Files were chosen.
    Picked(EvidenceKind, Vec<Picked>),
    /// Files were chosen to go with the message.
    Attached(Vec<Picked>),
    /// A file was made smaller; or it is as it was.
    Prepared(Picked),
    /// A small picture of a file that was kept over a reload.
    Pictured(u32, String),
    /// The link was copied.
    Copied,
    /// A fresh idempotency key.
    Key(String),
    /// The look-up answered: the order, and the answer as received.
    Found(Result<(Box<Found>, String), Trouble>),
    /// The edge kept the claim, or did not.
    Filed(Result<Box<Filed>, Trouble>),
    /// Percent of a file sent.
    Sending(u32, u8),
    /// A file was kept, or was not.
    Uploaded(u32, Result<Box<View>, Trouble>),
    /// The claim as it is now; `None` where nothing changed.
    Viewed(Result<Option<Box<View>>, Trouble>),
    /// What the customer did on the progress screen was kept, or was not.
    Answered(Result<Box<View>, Trouble>),
    /// The link is on its way, if there is a claim.
    Recovered(Result<(), Trouble>),
    /// What another tab keeps now.
    Elsewhere(Box<Kept>),
    /// What was asked for was not got.
    NotGot(Todo, Trouble),
    /// The other program did not come.
    Stayed,
    /// The claim as it is now, told by the socket.
    Live(Box<View>),
    /// The socket is gone, or never was.
    LiveLost,
    /// Nobody sees the page, or (`true`) there is no network.
    Away(bool),
    /// Time to look again.
    Tick,
    /// The network is back.
    Online,
}

/// What the browser has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Todo {
    /// Keep [`Kept`](super::Kept).
    Keep,
    /// Forget it, files and all.
    Forget,
    /// Move the focus to the screen's heading.
    FocusHeading,
    /// Move it to a field.
    Focus(Field),
    /// Look the order up.
    Find,
    /// Send the link again.
    Recover,
    /// Make an idempotency key.
    NewKey,
    /// Send `kept.body` under `kept.key`.
    File,
    /// Make this file smaller.
    Prepare(u32),
    /// Drop this file's bytes.
    Drop(u32),
    /// Send this file after so many milliseconds.
    Upload(u32, u32),
    /// Look at the claim after so many milliseconds.
    Poll(u32),
    /// Look at it now.
    View,
    /// Have it told by a socket, after so many milliseconds at most.
    Live(u32),
    /// Close that socket.
    Quiet,
    /// `POST` to the claim: the last part of the path, and the body.
    Post(&'static str, String),
    /// Fetch the statement for the customer to keep.
    Statement,
    /// Make a calendar file of the dates, for the customer to keep.
    Calendar,
    /// Show a small picture of this file again.
    Picture(u32),
    /// Copy the claim's link.
    Copy,
    /// Load the other program, and hand over to it.
    Leave,
    /// Tell the page: name and JSON.
    Emit(&'static str, String),
}
