// The JSON patch of a webhook's answer, applied as chapter 11 does it.

import type { JsonPatch } from '#gates/kubernetes';
import { internalError } from '#objects';
import { type Json, jsonPatch, PatchError } from '#patch';

/** What was parsed is JSON. @throws StatusError if the patch doesn't fit */
export const patchedByWebhook: JsonPatch = (object, patch) => {
  try {
    return jsonPatch(object as Json, patch as Json);
  } catch (error) {
    throw error instanceof PatchError ? internalError(error.message) : error;
  }
};
