//! Photos and papers: chosen, made smaller, and sent once the claim is kept.

use crate::{
    flow::{Field, FieldTrouble, Flow, Screen, Todo, Trouble, View, remedy::kinds, trouble::wrong},
    program::TRACKS,
};
use claims::{draft::AnnouncedFile, problem::EvidenceKind};

/// Waits between tries of one file, in milliseconds; after the last the customer is asked.
const RETRY_MS: [u32; 3] = [1_000, 4_000, 10_000];

/// A file as the customer chose it, or as it became.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Picked {
    /// Tells it from the others of this claim; its bytes are kept under it.
    pub id: u32,
    /// Its own name.
    pub name: String,
    /// `image/jpeg`.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: u64,
    /// An address for a small picture of it; empty for what is none.
    pub picture: String,
}

/// How far a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileState {
    /// Being made smaller.
    #[default]
    Preparing,
    /// Ready to be sent.
    Ready,
    /// On its way: percent, and how often it was tried.
    Sending(u8, u8),
    /// Kept by the edge.
    Sent,
    /// Tried often enough.
    Failed,
}

/// A file of the claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its bytes are kept under it.
    pub id: u32,
    /// Its place in the claim, 1 and up; 0 until it is announced.
    pub n: u32,
    /// What it shows.
    pub kind: EvidenceKind,
    /// Its own name.
    pub name: String,
    /// `image/jpeg`.
    pub media_type: String,
    /// Bytes.
    pub size_bytes: u64,
    /// Kept by the edge.
    pub sent: bool,
    /// It goes with a message that is not sent yet.
    pub attached: bool,
    /// How far it is.
    pub state: FileState,
    /// An address for a small picture of it, for as long as the page lives.
    pub picture: String,
}

/// What is wrong with the file of that name.
fn about(key: &'static str, name: String) -> FieldTrouble {
    FieldTrouble {
        name,
        ..wrong(Field::Files, key)
    }
}

impl File {
    /// As it is announced to the edge.
    #[must_use]
    pub fn announced(&self) -> AnnouncedFile {
        AnnouncedFile {
            kind: self.kind,
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            size_bytes: self.size_bytes,
        }
    }
}

impl Flow {
    /// The claim's files as announced.
    #[must_use]
    pub fn announced(&self) -> Vec<AnnouncedFile> {
        self.kept.files.iter().map(File::announced).collect()
    }

    /// The highest id of a file so far.
    #[must_use]
    pub fn last_file_id(&self) -> u32 {
        self.kept
            .files
            .iter()
            .map(|file| file.id)
            .max()
            .unwrap_or(0)
    }

    /// What is asked for and has not been given, once each.
    #[must_use]
    pub fn missing_evidence(&self) -> Vec<EvidenceKind> {
        self.verdict.as_ref().map(kinds).unwrap_or_default()
    }

    pub(super) fn pick(&mut self, kind: EvidenceKind, picked: Vec<Picked>) {
        self.errors.clear();
        self.alert = None;
        for file in picked {
            if let Some(key) = self.refused(&file, file.media_type.starts_with("image/")) {
                self.errors.push(about(key, file.name));
                self.then(Todo::Drop(file.id));
                continue;
            }
            self.then(Todo::Prepare(file.id));
            self.kept.files.push(File {
                id: file.id,
                n: 0,
                kind,
                name: file.name,
                media_type: file.media_type,
                size_bytes: file.size_bytes,
                sent: false,
                attached: false,
                state: FileState::Preparing,
                picture: file.picture,
            });
        }
        self.then(Todo::Keep);
    }

    /// Why a file cannot be sent; one that will be made smaller has another chance.
    fn refused(&self, file: &Picked, gets_smaller: bool) -> Option<&'static str> {
        let limits = &self.shop.limits;
        let is_new = self.kept.files.iter().all(|known| known.id != file.id);
        if is_new && self.kept.files.len() >= limits.files as usize {
            Some("evidence.too_many")
        } else if !gets_smaller && !limits.media_types.contains(&file.media_type) {
            Some("evidence.wrong_type")
        } else if !gets_smaller && file.size_bytes > limits.file_bytes {
            Some("evidence.too_large")
        } else {
            None
        }
    }

    /// The file is as small as it gets; what is still too large or of a strange kind goes.
    pub(super) fn prepared(&mut self, picked: Picked) {
        let refused = self.refused(&picked, false);
        let Some(at) = self.kept.files.iter().position(|file| file.id == picked.id) else {
            return;
        };
        if let Some(key) = refused {
            self.kept.files.remove(at);
            self.errors = vec![about(key, picked.name)];
            self.going_on = false;
            self.then(Todo::Drop(picked.id));
        } else if let Some(file) = self.kept.files.get_mut(at) {
            file.name = picked.name;
            file.media_type = picked.media_type;
            file.size_bytes = picked.size_bytes;
            file.picture = picked.picture;
            file.state = FileState::Ready;
            self.say("evidence.done");
        }
        self.judge();
        self.then(Todo::Keep);
        if TRACKS && self.kept.files.get(at).is_some_and(|file| file.attached) {
            self.send_attached();
        } else if self.kept.claim.is_some() {
            self.number_files();
            self.upload_next();
        } else if self.program.claims() && std::mem::take(&mut self.going_on) {
            self.next();
        }
    }

    /// The addresses of the pictures of its files, with spaces between them.
    #[must_use]
    pub fn pictures(&self) -> String {
        let mut all = String::new();
        for file in &self.kept.files {
            all.push_str(&file.picture);
            all.push(' ');
        }
        all
    }

    pub(super) fn pictured(&mut self, id: u32, picture: String) {
        if let Some(file) = self.file_mut(id) {
            file.picture = picture;
        }
    }

    pub(super) fn remove_file(&mut self, id: u32) {
        self.kept.files.retain(|file| file.id != id);
        self.judge();
        self.then(Todo::Drop(id));
        self.then(Todo::Keep);
        self.then(Todo::FocusHeading);
    }

    pub(super) fn evidence_given(&mut self) {
        if self
            .kept
            .files
            .iter()
            .any(|file| file.state == FileState::Preparing)
        {
            self.going_on = true;
            return self.say("app.loading");
        }
        self.later.clear();
        self.judge();
        self.done(Screen::Evidence, Screen::Remedy);
    }

    /// What is asked for, not given, and not said to follow later.
    pub(super) fn ungiven(&self) -> Vec<FieldTrouble> {
        let missing = self.missing_evidence();
        if missing.iter().all(|kind| self.later.contains(kind)) {
            return Vec::new();
        }
        vec![wrong(Field::Files, "evidence.missing")]
    }

    /// Gives every file its place in the claim, after those the edge has already.
    pub(super) fn number_files(&mut self) {
        let kept = self
            .view
            .iter()
            .flat_map(|view| &view.evidence)
            .map(|file| file.n)
            .max()
            .unwrap_or(0);
        let mut last = self
            .kept
            .files
            .iter()
            .map(|file| file.n)
            .max()
            .unwrap_or(0)
            .max(kept);
        let sending = self.following.sending;
        for file in self.kept.files.iter_mut() {
            let waits = TRACKS && file.attached && !sending;
            if file.n > 0 || waits {
                continue;
            }
            last += 1;
            file.n = last;
        }
    }

    /// Starts the next file, one at a time.
    pub(super) fn upload_next(&mut self) {
        if self.uploading.is_some() {
            return;
        }
        let waits = |file: &&File| {
            file.n > 0 && matches!(file.state, FileState::Ready | FileState::Sending(..))
        };
        self.uploading = self.kept.files.iter().find(waits).map(|file| file.id);
        if let Some(id) = self.uploading {
            self.then(Todo::Upload(id, 0));
        }
    }

    fn file_mut(&mut self, id: u32) -> Option<&mut File> {
        self.kept.files.iter_mut().find(|file| file.id == id)
    }

    pub(super) fn sending(&mut self, id: u32, percent: u8) {
        if let Some(file) = self.file_mut(id) {
            let tries = if let FileState::Sending(_, tries) = file.state {
                tries
            } else {
                0
            };
            file.state = FileState::Sending(percent, tries);
        }
    }

    pub(super) fn uploaded(&mut self, id: u32, answer: Result<Box<View>, Trouble>) {
        self.uploading = None;
        let Some(file) = self.file_mut(id) else {
            return;
        };
        let tries = if let FileState::Sending(_, tries) = file.state {
            tries
        } else {
            0
        };
        match answer {
            Ok(view) => {
                file.sent = true;
                file.state = FileState::Sent;
                self.show(*view);
                self.then(Todo::Drop(id));
            }
            Err(Trouble::Refused(_)) => file.state = FileState::Failed,
            Err(Trouble::NoAnswer | Trouble::Offline) => match RETRY_MS.get(usize::from(tries)) {
                Some(wait_ms) => {
                    file.state = FileState::Sending(0, tries + 1);
                    self.uploading = Some(id);
                    return self.then(Todo::Upload(id, *wait_ms));
                }
                None => file.state = FileState::Failed,
            },
        }
        self.then(Todo::Keep);
        self.upload_next();
        if TRACKS {
            self.send_attached();
        }
    }

    pub(super) fn send_again(&mut self, id: u32) {
        if let Some(file) = self.file_mut(id) {
            file.state = FileState::Ready;
        }
        self.upload_next();
    }
}
