// Small questions about the page that several modules ask.

// typing: has a text field the focus, so that letters belong to it?
export function typing(element = document.activeElement) {
  if (!element) return false;
  if (element.isContentEditable || element.matches("textarea, select")) return true;
  return element.matches("input") && !["radio", "checkbox", "button", "submit", "range", "file"].includes(element.type);
}

// visible: may this be clicked, and is it on the page at all?
export function visible(element) {
  return !element.disabled && element.getClientRects().length > 0;
}

// openSheet: the topmost open dialog, menu or palette, if any. What lies under it hears no keys.
export function openSheet() {
  return [...document.querySelectorAll(":popover-open, dialog[open]:not(.still)")].at(-1);
}

// element makes one with text in it, never markup.
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// icon draws one of the sprite's icons; the sprite's address is read from one that the server drew.
export function icon(name) {
  const svgNamespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(svgNamespace, "use");
  use.setAttribute("href", `${document.body.dataset.icons ?? "/static/icons.svg"}#i-${name}`);
  svg.append(use);
  return svg;
}
