/** The part of saxen that is used; it brings no types of its own. */
declare module 'saxen' {
  type Decode = (text: string) => string
  type Attributes = () => Record<string, string>

  export class Parser {
    on(
      event: 'openTag',
      listener: (name: string, attributes: Attributes, decode: Decode, isSelfClosing: boolean) => void,
    ): this
    on(event: 'closeTag', listener: (name: string) => void): this
    on(event: 'text', listener: (text: string, decode: Decode) => void): this
    on(event: 'cdata' | 'attention', listener: (text: string) => void): this
    on(event: 'error', listener: (error: Error) => void): this
    write(xml: string): this
    end(): Error | null
  }
}
