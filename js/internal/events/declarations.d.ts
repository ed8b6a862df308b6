/**
 * An extension's own events, by name. A JSON file may also name its schema, `candor.events.schema.json`, as `$schema`.
 */
export type EventDeclarations =
  | { readonly [name: string]: EventDeclaration }
  | { readonly $schema: string; readonly [name: string]: EventDeclaration | string }

export interface EventDeclaration {
  /** `usage` events are sent at level `all`, `error` events at levels `error` and `all`. */
  readonly kind: 'usage' | 'error'
  /** What the event reports. */
  readonly description: string
  /** What it is collected for. */
  readonly purpose: string
  /** Who is responsible for it. */
  readonly owner: string
  /** The last day on which it is sent, such as `2027-12-31`, or `never`. */
  readonly expires: string
  readonly properties?: { readonly [key: string]: PropertyDeclaration }
}

/** What a property may hold. No type accepts free text. */
export type PropertyDeclaration =
  /** One of the words. */
  | (PropertyBase & { readonly type: 'word'; readonly words: readonly string[] })
  | (PropertyBase & { readonly type: 'boolean' })
  /** An integer of at least 0, sent as a range between two bounds: `0`, `1-9` or `10+` for `[1, 10]`. */
  | (PropertyBase & { readonly type: 'count'; readonly bounds: readonly number[] })
  /** Milliseconds, sent as a range. */
  | (PropertyBase & { readonly type: 'duration'; readonly bounds: readonly number[] })
  /**
   * A version of the extension's own releases: at most three numbers below 1000, and `alpha`, `beta`, `rc` or `dev`.
   */
  | (PropertyBase & { readonly type: 'version' })
  /** The URL of a Git remote, sent as a hash; missing for a remote without a host. */
  | (PropertyBase & { readonly type: 'remote' })
  /** A relative path, sent as a hash. */
  | (PropertyBase & { readonly type: 'path' })
  /** The random UUID of the session, which candor adds. */
  | (PropertyBase & { readonly type: 'session' })

interface PropertyBase {
  /** What the property contains. */
  readonly description: string
  /** Whether it may be left out. Default: false. */
  readonly optional?: boolean
}

/** The value to pass for a property. */
export type PropertyValue<Property> = Property extends { type: 'word'; words: readonly (infer Word)[] }
  ? Word
  : Property extends { type: 'boolean' }
    ? boolean
    : Property extends { type: 'count' | 'duration' }
      ? number
      : Property extends { type: 'version' | 'remote' }
        ? string
        : Property extends { type: 'path' }
          ? string | { path: string; remote?: string | undefined }
          : never

/** The properties to pass for each declared event. */
export type PropertiesOf<Declarations> = {
  [
    Name in keyof Declarations as Declarations[Name] extends { kind: string } ? Name : never
  ]: Declarations[Name] extends {
    properties: infer Properties
  }
    ? GivenProperties<Properties>
    : Record<string, never>
}

type GivenProperties<Properties> = {
  -readonly [
    Key in keyof Properties as Properties[Key] extends { type: 'session' } | { optional: true } ? never : Key
  ]: PropertyValue<Properties[Key]>
} & {
  -readonly [
    Key in keyof Properties as Properties[Key] extends { type: 'session' }
      ? never
      : Properties[Key] extends { optional: true }
        ? Key
        : never
  ]?: PropertyValue<Properties[Key]> | undefined
}

/** The properties to pass for each event, by name. `candor types` generates such a type from a JSON file. */
export type RecordedEvents = object

/** An event that the extension declared, in the form in which it is sent. */
export type DeclaredEvent<Events = any> = {
  [Name in keyof Events & string]: {
    v: 1
    name: Name
    properties: { [key: string]: string | boolean }
  }
}[keyof Events & string]
