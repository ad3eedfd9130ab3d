// Throws, while it is loaded, what can not be made a text.
throw Object.freeze(Object.create(null));
