/** The Open311 client of Code for America as published on npm (open311 0.0.12); it has no types of its own. */
declare module 'open311' {
  type Heard<T> = (error: unknown, answer: T) => void;
  type Fields = Record<string, string | number | Record<string, string>>;
  export default class Open311 {
    constructor(options: { discovery?: string; endpoint?: string; jurisdiction?: string; apiKey?: string; format?: 'json' | 'xml' });
    endpoint: string;
    format: 'json' | 'xml';
    serviceDiscovery(options: { cache: boolean }, heard: Heard<{ endpoints: { url: string; formats: string[] }[] }>): void;
    serviceList(heard: Heard<Record<string, string>[]>): void;
    serviceDefinition(
      code: string,
      heard: Heard<{ service_code: string; attributes: { code: string; values: { key: string; name: string }[] }[] }>,
    ): void;
    submitRequest(fields: Fields, heard: Heard<{ service_request_id: string }[]>): void;
    token(token: string, heard: Heard<Record<string, string>[]>): void;
    serviceRequests(ids: string | string[] | Fields, heard: Heard<Record<string, unknown>[]>): void;
  }
}
