/** Keeps the open investigation stored: saves by itself what was typed or drawn, and joins what another tab stored meanwhile. */
import { createStore } from '../../app/store.ts';
import { changeById } from '../core/change-by-id.ts';
import { openCanvas, saveCanvas, type SavedCanvas } from '../core/saved-state.ts';
import type { NetworkController } from '../network-controller.ts';
import {
  joinCases,
  sameCanvas,
  sameContent,
  type CaseContent,
  type Dispute,
} from './case-content.ts';
import { forgetDraft, readDraft, writeDraft } from './case-draft.ts';
import type { ChangedParts, InvestigationApi, StoredInvestigation } from './investigation-api.ts';

/** `saved` only when the server holds all that is here. */
export type SaveState = 'saved' | 'changed' | 'saving' | 'failed' | 'missing';

export interface InvestigationView {
  readonly current: { readonly id: string; readonly title: string; readonly notes: string } | null;
  readonly state: SaveState;
  readonly error: unknown;
  readonly disputes: readonly Dispute[];
  /** Who stored the work that was joined last; null when none was. */
  readonly joinedFrom: string | null;
}

const nothing: InvestigationView = {
  current: null,
  state: 'saved',
  error: null,
  disputes: [],
  joinedFrom: null,
};

/** Milliseconds from a change to its saving. */
const soon = { notes: 700, canvas: 2000, again: 8000 };
/** Joins in a row before it gives way to the other tabs for a while. */
const mostJoins = 5;

export class InvestigationKeeper {
  readonly view = createStore<InvestigationView>(nothing);
  readonly #api: InvestigationApi;
  readonly #network: NetworkController;
  /** Words that set two versions of one passage side by side. */
  both: (mine: string, theirs: string) => string = (mine, theirs) => `${theirs}\n${mine}`;
  /** What the server holds, as far as this tab knows. */
  #stored: CaseContent | null = null;
  #version = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;

  constructor(api: InvestigationApi, network: NetworkController) {
    this.#api = api;
    this.#network = network;
    network.history.view.subscribe(() => this.#changed(soon.canvas));
    network.scope.subscribe(() => this.#changed(soon.canvas));
  }

  get id(): string | null {
    return this.view.get().current?.id ?? null;
  }

  #canvas(): SavedCanvas {
    const { state, scope } = this.#network;
    return saveCanvas(state, scope.get(), null);
  }

  #content(): CaseContent {
    const { title = '', notes = '' } = this.view.get().current ?? {};
    return { title, notes, canvas: this.#canvas() };
  }

  get #dirty(): boolean {
    return this.#stored !== null && !sameContent(this.#stored, this.#content());
  }

  #set(part: Partial<InvestigationView>): void {
    this.view.set((before) => ({ ...before, ...part }));
  }

  /** Opens what is stored, with what this browser could not store any more when it was left. */
  async open(id: string): Promise<void> {
    await this.finish();
    let found: StoredInvestigation | null;
    try {
      found = await this.#api.open(id);
    } catch (error) {
      return this.#set({ state: 'failed', error });
    }
    if (!found) return this.#set({ state: 'missing' });
    const opened = openCanvas(found.state);
    if (opened) {
      this.#network.scope.set(opened.scope);
      this.#network.history.reset(opened.state);
      requestAnimationFrame(() =>
        opened.camera
          ? this.#network.stage?.setCamera(opened.camera)
          : this.#network.stage?.fit(undefined, false),
      );
    }
    const { title, notes, version } = found;
    this.#set({ ...nothing, current: { id, title, notes } });
    this.#stored = { title, notes, canvas: this.#canvas() };
    this.#version = version;
    const draft = readDraft(id);
    if (draft) this.#join(draft.base, draft.mine, this.#stored, null);
    await this.#network.refresh();
    if (draft) await this.save();
  }

  /** Stores what is left to store, then lets go of the investigation. */
  async finish(): Promise<void> {
    if (this.id !== null && this.#stored && this.#dirty) {
      writeDraft(this.id, { base: this.#stored, mine: this.#content() });
      await this.save();
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#stored = null;
    this.view.set(nothing);
  }

  /** Stores the canvas under a title; gives the id of the new investigation. */
  async create(title: string, notes = ''): Promise<string> {
    const canvas = this.#canvas();
    const camera = this.#network.stage?.camera ?? null;
    const { id, version } = await this.#api.create(title, { ...canvas, camera });
    await this.finish();
    this.#set({ current: { id, title, notes } });
    this.#stored = { title, notes: '', canvas };
    this.#version = version;
    await this.save();
    return id;
  }

  change(part: { readonly title?: string; readonly notes?: string }): void {
    const { current } = this.view.get();
    if (!current) return;
    this.#set({ current: { ...current, ...part } });
    this.#changed(soon.notes);
  }

  /** Chooses one of two versions of a field, or with null leaves it as it stands. */
  settle(dispute: Dispute, version: 'mine' | 'theirs' | null): void {
    this.#set({ disputes: this.view.get().disputes.filter((one) => one !== dispute) });
    if (version) this.change({ [dispute.field]: dispute[version] });
  }

  #changed(delay: number): void {
    if (!this.#stored) return;
    if (!this.#dirty) {
      if (this.view.get().state === 'changed') this.#set({ state: 'saved' });
      return;
    }
    if (this.view.get().state !== 'saving') this.#set({ state: 'changed' });
    this.#later(delay);
  }

  /** Saving is not put off by further changes: typing without a pause is stored too. */
  #later(delay: number): void {
    this.#timer ??= setTimeout(() => void this.save(), delay);
  }

  /** One at a time; resolves once everything is stored, or could not be. */
  save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#saving ??= this.#saveAll().finally(() => {
      this.#saving = null;
    });
    return this.#saving;
  }

  async #saveAll(): Promise<void> {
    const { id } = this;
    if (!id) return;
    try {
      for (let joins = 0; this.#dirty && this.id === id;) {
        this.#set({ state: 'saving' });
        const content = this.#content();
        const version = await this.#api.save(id, this.#version, this.#parts(content));
        if (this.id !== id) return;
        if (version !== 'conflict') {
          this.#stored = content;
          this.#version = version;
          continue;
        }
        joins += 1;
        if (joins > mostJoins) return this.#later(soon.again);
        await this.#joinStored(id);
      }
      if (this.id !== id) return;
      clearTimeout(this.#timer);
      this.#timer = undefined;
      forgetDraft(id);
      this.#set({ state: 'saved', error: null });
    } catch (error) {
      if (this.id !== id) return;
      this.#set({ state: 'failed', error });
      this.#later(soon.again);
    }
  }

  /** Only what differs from what is stored; the camera goes along with the canvas. */
  #parts(content: CaseContent): ChangedParts {
    const { title, notes, canvas } = this.#stored!;
    const camera = this.#network.stage?.camera ?? null;
    return {
      ...(content.title !== title && { title: content.title }),
      ...(content.notes !== notes && { notes: content.notes }),
      ...(!sameCanvas(content.canvas, canvas) && { state: { ...content.canvas, camera } }),
    };
  }

  async #joinStored(id: string): Promise<void> {
    const found = await this.#api.open(id);
    if (this.id !== id || !this.#stored) return;
    if (!found) throw new Error('deleted');
    const opened = openCanvas(found.state);
    const { title, notes, version, actor } = found;
    const canvas = opened ? saveCanvas(opened.state, opened.scope, null) : this.#stored.canvas;
    const theirs = { title, notes, canvas };
    const base = this.#stored;
    this.#stored = theirs;
    this.#version = version;
    this.#join(base, this.#content(), theirs, actor);
    await this.#network.refresh();
  }

  #join(base: CaseContent, mine: CaseContent, theirs: CaseContent, actor: string | null): void {
    const { current, disputes } = this.view.get();
    if (!current) return;
    const joined = joinCases(base, mine, theirs, this.both);
    this.#set({
      current: { ...current, title: joined.title, notes: joined.notes },
      disputes: [...disputes, ...joined.disputes],
      ...(actor !== null && { joinedFrom: actor }),
    });
    this.#network.scope.set(joined.scope);
    const from = openCanvas(actor === null ? theirs.canvas : mine.canvas)?.state ?? joined.before;
    this.#network.history.follow((state) => changeById(state, from, joined.after, 'change'));
  }

  /** Another tab may have stored something: looked for when the person comes back to this one. */
  async lookForNews(): Promise<void> {
    const { id } = this;
    if (!id || this.#saving || this.#dirty) return;
    try {
      const version = await this.#api.version(id);
      if (version === null || version === this.#version || this.#saving || this.id !== id) return;
      await this.#joinStored(id);
      await this.save();
    } catch {
      // Not the person's doing, so nothing to report: the next save tells what is wrong.
    }
  }

  /** The page is being left: what is not stored yet goes off without waiting, and stays in this browser until it is known to have arrived. */
  leave(): void {
    const { id } = this;
    if (!id || !this.#stored || !this.#dirty) return;
    const mine = this.#content();
    writeDraft(id, { base: this.#stored, mine });
    if (this.#saving) return;
    void this.#api.save(id, this.#version, this.#parts(mine), true).catch(() => undefined);
  }
}
