/*
 * A page is described as plain nodes and patched into the document, so that what the reader has
 * focused, scrolled or opened survives an update. Text only ever becomes a text node: whatever
 * events contain, it is never parsed as HTML.
 */
const SVG = 'http://www.w3.org/2000/svg';
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'hidden']);

/** Describes an element; null and false among the children are left out. */
export function h(tag, props, ...children) {
  return { tag, props, children: children.flat(Infinity).filter(isShown) };
}

/** Makes the element's children what the descriptions say, with as few changes as possible. */
export function patch(parent, children) {
  const focused = document.activeElement;
  arrange(parent, children);
  // A row that changes its place loses the focus.
  if (focused !== document.activeElement && focused?.isConnected) {
    focused.focus({ preventScroll: true });
  }
}

function arrange(parent, children) {
  const wanted = [children].flat(Infinity).filter(isShown);
  const byKey = keyed(parent);
  let next = parent.firstChild;
  for (const node of wanted) {
    const current = reusable(node, next, byKey);
    if (current === null) {
      parent.insertBefore(create(node, parent), next);
    } else if (current === next) {
      next = next.nextSibling;
      update(current, node);
    } else {
      parent.insertBefore(current, next);
      update(current, node);
    }
  }
  while (next !== null) {
    const rest = next.nextSibling;
    remove(next);
    next = rest;
  }
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false && child !== '';
}

function keyed(parent) {
  const byKey = new Map();
  for (const child of parent.childNodes) {
    if (child.described?.props.key !== undefined) {
      byKey.set(child.described.props.key, child);
    }
  }
  return byKey;
}

/** A keyed node is found wherever it stands; others only where the next one is of their kind. */
function reusable(node, next, byKey) {
  const key = node.tag ? node.props.key : undefined;
  if (key !== undefined) {
    const found = byKey.get(key);
    byKey.delete(key);
    return found !== undefined && found.described.tag === node.tag ? found : null;
  }
  if (next === null || next.described?.props.key !== undefined) {
    return null;
  }
  if (node.tag === undefined) {
    return next.nodeType === Node.TEXT_NODE ? next : null;
  }
  return next.described?.tag === node.tag ? next : null;
}

function create(node, parent) {
  if (node.tag === undefined) {
    return document.createTextNode(String(node));
  }
  const inSvg = node.tag === 'svg' || parent.namespaceURI === SVG;
  const element = inSvg ? document.createElementNS(SVG, node.tag) : document.createElement(node.tag);
  element.described = { tag: node.tag, props: {}, children: [] };
  update(element, node);
  return element;
}

function update(element, node) {
  if (node.tag === undefined) {
    const text = String(node);
    if (element.data !== text) {
      element.data = text;
    }
    return;
  }
  const before = element.described.props;
  element.described = node;
  for (const name of Object.keys(before)) {
    if (!(name in node.props)) {
      set(element, name, undefined, before[name]);
    }
  }
  // What draws itself (a chart) owns what is inside it.
  if (!node.props.draw) {
    arrange(element, node.children);
  }
  for (const [name, value] of Object.entries(node.props)) {
    set(element, name, value, before[name]);
  }
}

function set(element, name, value, before) {
  if (name === 'key') {
    return;
  }
  if (name === 'draw') {
    queueMicrotask(() => value && element.isConnected && value(element));
  } else if (name === 'css') {
    // The policy of the page forbids style attributes; single properties are allowed.
    for (const [property, content] of Object.entries(value ?? {})) {
      element.style.setProperty(property, content);
    }
  } else if (name.startsWith('on')) {
    listen(element, name.slice(2).toLowerCase(), value);
  } else if (PROPERTIES.has(name)) {
    if (element[name] !== (value ?? '') && !(name === 'value' && value === before)) {
      element[name] = value ?? '';
    }
  } else if (value === undefined || value === null || value === false) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value === true ? '' : value);
  }
}

/** One listener for each kind of event, which calls whatever the latest description says. */
function listen(element, type, handler) {
  const handlers = (element.handlers ??= {});
  if (!(type in handlers)) {
    element.addEventListener(type, (event) => element.handlers[type]?.(event));
  }
  handlers[type] = handler;
}

function remove(node) {
  for (const drawn of [node, ...(node.querySelectorAll?.('*') ?? [])]) {
    if (drawn.described?.props.draw) {
      drawn.dispatchEvent(new Event('discarded'));
    }
  }
  node.remove();
}
