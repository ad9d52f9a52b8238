//! Elements in the page: `Render` of Leptos for [`Shown`], which builds them once and then changes what differs.

use crate::{
    browser::app::App,
    element::{El, Made, On},
};
use js_sys::Reflect;
use leptos::{
    prelude::{AddAnyAttr, Mountable, Render, RenderHtml},
    tachys::{
        html::attribute::{Attribute, any_attribute::AnyAttribute},
        hydration::Cursor,
        view::{Position, PositionState},
    },
};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Element, Event, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A screen to be shown, and where its acts go.
pub struct Shown {
    /// The screen.
    pub element: El,
    /// Where its acts go.
    pub app: App,
}

/// An element of the page, with what it was made from.
pub struct Built {
    node: Node,
    made_from: Made,
    on: Rc<Cell<Option<On>>>,
    children: Vec<Built>,
    /// The listeners live as long as the element.
    _listeners: Vec<Closure<dyn FnMut(Event)>>,
}

/// What is in the page, shared with who shows it anew.
pub type Place = Rc<RefCell<Option<Built>>>;

fn events(on: On) -> &'static [&'static str] {
    match on {
        On::Press(_) => &["click"],
        On::Submit(_) => &["submit"],
        On::Set(_) => &["input"],
        On::Pick(_) | On::Attach => &["change"],
        On::Drop(_) => &["dragover", "dragleave", "drop", "paste"],
    }
}

/// Properties, not attributes: what the customer typed is not written over by what is there already.
fn is_property(name: &str) -> bool {
    matches!(name, "value" | "checked")
}

fn set_property(node: &Node, name: &str, value: &JsValue) {
    let name = JsValue::from_str(name);
    if Reflect::get(node, &name).is_ok_and(|is| is != *value) {
        let _ = Reflect::set(node, &name, value);
    }
}

fn set_properties(node: &Node, element: &Made) {
    for (name, value) in &element.attributes {
        if *name == "value" {
            set_property(node, name, &JsValue::from_str(value));
        }
    }
    if element.tag == "input" && matches!(element.on, Some(On::Set(_))) {
        let is_checked = element
            .attributes
            .iter()
            .any(|(name, _)| *name == "checked");
        set_property(node, "checked", &JsValue::from_bool(is_checked));
    }
}

fn build(element: El, app: App) -> Option<Built> {
    let document = web_sys::window()?.document()?;
    let mut made = *element.0;
    let on = Rc::new(Cell::new(made.on));
    let children = std::mem::take(&mut made.children);
    if made.tag.is_empty() {
        let node = document.create_comment("").into();
        return Some(Built {
            node,
            made_from: made,
            on,
            children: Vec::new(),
            _listeners: Vec::new(),
        });
    }
    let drawn = matches!(made.tag, "svg" | "path");
    let node: Element = if drawn {
        document.create_element_ns(Some(SVG), made.tag).ok()?
    } else {
        document.create_element(made.tag).ok()?
    };
    if !made.text.is_empty() {
        node.set_text_content(Some(&made.text));
    }
    for (name, value) in &made.attributes {
        if !is_property(name) || made.on.is_none() {
            let _ = node.set_attribute(name, value);
        }
    }
    let children: Vec<_> = children
        .into_iter()
        .filter_map(|child| build(child, app))
        .collect();
    for child in &children {
        let _ = node.append_child(&child.node);
    }
    let mut listeners = Vec::new();
    if let Some(does) = made.on {
        for name in events(does) {
            let on = Rc::clone(&on);
            let heard: Box<dyn FnMut(Event)> = Box::new(move |event| {
                if let Some(on) = on.get() {
                    app.heard(on, &event);
                }
            });
            let listener = Closure::wrap(heard);
            let _ = node.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
            listeners.push(listener);
        }
    }
    set_properties(&node, &made);
    Some(Built {
        node: node.into(),
        made_from: made,
        on,
        children,
        _listeners: listeners,
    })
}

fn is_same(old: &Made, new: &Made) -> bool {
    let kind = |on: &Option<On>| on.as_ref().map(std::mem::discriminant);
    old.tag == new.tag && old.key == new.key && kind(&old.on) == kind(&new.on)
}

impl Built {
    fn change(&mut self, mut element: El, app: App) {
        if !is_same(&self.made_from, &element.0) {
            let Some(new) = build(element, app) else {
                return;
            };
            if let Some(parent) = self.node.parent_node() {
                let _ = parent.replace_child(&new.node, &self.node);
            }
            *self = new;
            return;
        }
        let children = std::mem::take(&mut element.0.children);
        let element = *element.0;
        if element.text != self.made_from.text {
            self.node.set_text_content(Some(&element.text));
        }
        self.change_attributes(&element);
        self.change_children(children, app);
        set_properties(&self.node, &element);
        self.on.set(element.on);
        self.made_from = element;
    }

    fn change_attributes(&self, element: &Made) {
        let Some(node) = self.node.dyn_ref::<Element>() else {
            return;
        };
        for attribute in &self.made_from.attributes {
            if !element
                .attributes
                .iter()
                .any(|(name, _)| *name == attribute.0)
            {
                let _ = node.remove_attribute(attribute.0);
            }
        }
        for attribute in &element.attributes {
            let is_new = !self.made_from.attributes.contains(attribute);
            if is_new && (!is_property(attribute.0) || element.on.is_none()) {
                let _ = node.set_attribute(attribute.0, &attribute.1);
            }
        }
    }

    fn change_children(&mut self, children: Vec<El>, app: App) {
        while self.children.len() > children.len() {
            if let Some(gone) = self.children.pop() {
                let _ = self.node.remove_child(&gone.node);
            }
        }
        for (at, child) in children.into_iter().enumerate() {
            if let Some(is) = self.children.get_mut(at) {
                is.change(child, app);
            } else if let Some(new) = build(child, app) {
                let _ = self.node.append_child(&new.node);
                self.children.push(new);
            }
        }
    }
}

impl Render for Shown {
    type State = Place;

    fn build(self) -> Self::State {
        let place = self.app.world().map(|world| Rc::clone(&world.built));
        let place = place.unwrap_or_default();
        place.replace(build(self.element, self.app));
        place
    }

    fn rebuild(self, state: &mut Self::State) {
        if let Some(built) = state.borrow_mut().as_mut() {
            built.change(self.element, self.app);
        }
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        if let Some(parent) = self.node.parent_node() {
            let _ = parent.remove_child(&self.node);
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        let _ = parent.insert_before(&self.node, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.node.parent_element() else {
            return false;
        };
        child.mount(&parent, Some(&self.node));
        true
    }

    fn elements(&self) -> Vec<Element> {
        self.node
            .dyn_ref::<Element>()
            .cloned()
            .into_iter()
            .collect()
    }
}

// Leptos asks every view for these as well; a page is all there is here, no server and no markup.

impl AddAnyAttr for Shown {
    type Output<SomeNewAttr: Attribute> = Self;

    fn add_any_attr<NewAttr: Attribute>(self, _: NewAttr) -> Self::Output<NewAttr> {
        self
    }
}

impl RenderHtml for Shown {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self
    }

    fn to_html_with_buf(
        self,
        _: &mut String,
        _: &mut Position,
        _: bool,
        _: bool,
        _: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Self::State {
        self.build()
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}
