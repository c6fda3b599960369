// What the user writes: text that grows, photos with a preview, a voice note.

import { node } from "./bubble.js";

const LARGEST_BYTES = 16 * 1024 * 1024;

export class Composer {
  #drafts = [];
  #recorder = null;

  /** `send({text, media})` is called with what is to leave. */
  constructor(form, send) {
    this.form = form;
    this.send = send;
    this.field = form.querySelector("textarea");
    this.sendButton = form.querySelector(".send");
    this.recordButton = form.querySelector(".record");
    this.voicePicker = form.querySelector(".pick-voice");
    this.list = form.querySelector(".drafts");
    this.#listen();
  }

  #listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      this.#submit();
    });
    this.field.addEventListener("input", () => this.#adjust());
    for (const picker of this.form.querySelectorAll("input[type=file]"))
      picker.addEventListener("change", () => this.#pick(picker));
    this.recordButton.addEventListener("click", () => this.#record());
  }

  async #pick(picker) {
    const files = [...picker.files];
    picker.value = "";
    for (const file of files) await this.#add(file, file.name);
    this.field.focus();
  }

  async #add(blob, name) {
    if (blob.size > LARGEST_BYTES) {
      this.#say(`${name} is larger than 16 MB`);
      return;
    }
    const type = (blob.type || "application/octet-stream").split(";")[0];
    this.#drafts.push({ name, content_type: type, base64: await encode(blob), url: URL.createObjectURL(blob) });
    this.#adjust();
  }

  #submit() {
    const text = this.field.value.trim();
    if (!text && !this.#drafts.length) return;
    this.send({ text, media: this.#drafts });
    this.field.value = "";
    this.#drafts = [];
    this.#adjust();
  }

  #adjust() {
    this.field.style.height = "auto";
    this.field.style.height = `${this.field.scrollHeight + 2}px`;
    const isEmpty = !this.field.value.trim() && !this.#drafts.length;
    this.sendButton.hidden = isEmpty;
    this.recordButton.hidden = !isEmpty;
    this.list.hidden = !this.#drafts.length;
    this.list.replaceChildren(...this.#drafts.map((draft) => this.#drawDraft(draft)));
  }

  #drawDraft(draft) {
    const item = node("li");
    const isPhoto = draft.content_type.startsWith("image/");
    const preview = node(isPhoto ? "img" : "span", "", isPhoto ? "" : "voice");
    if (isPhoto) {
      preview.src = draft.url;
      preview.alt = draft.name;
    }
    const remove = node("button", "", "×");
    remove.type = "button";
    remove.setAttribute("aria-label", `Remove ${draft.name}`);
    remove.addEventListener("click", () => {
      this.#drafts = this.#drafts.filter((other) => other !== draft);
      this.#adjust();
    });
    item.append(preview, remove);
    return item;
  }

  async #record() {
    if (this.#recorder) {
      this.#recorder.stop();
      return;
    }
    if (!navigator.mediaDevices || !window.MediaRecorder) {
      this.voicePicker.click();
      return;
    }
    try {
      this.#start(await navigator.mediaDevices.getUserMedia({ audio: true }));
    } catch {
      this.voicePicker.click(); // no microphone, or not allowed: a file will do
    }
  }

  #start(stream) {
    const ogg = "audio/ogg;codecs=opus"; // what a phone sends
    const options = MediaRecorder.isTypeSupported(ogg) ? { mimeType: ogg } : {};
    const recorder = new MediaRecorder(stream, options);
    const parts = [];
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", async () => {
      for (const track of stream.getTracks()) track.stop();
      this.#showRecording(null);
      await this.#add(new Blob(parts, { type: recorder.mimeType }), "voice note");
      this.#submit();
    });
    recorder.start();
    this.#showRecording(recorder);
  }

  #showRecording(recorder) {
    this.#recorder = recorder;
    this.recordButton.setAttribute("aria-pressed", String(Boolean(recorder)));
    this.recordButton.setAttribute("aria-label", recorder ? "Stop and send" : "Record a voice note");
    this.#say(recorder ? "Recording…" : "Message");
  }

  #say(text) {
    this.field.placeholder = text;
  }
}

function encode(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result.split(",")[1] ?? ""));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}
