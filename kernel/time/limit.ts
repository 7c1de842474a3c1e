/** Which clock a promise runs on: 紧急 units run on through night and holiday, work units count only working periods. */
export type LimitUnit = 'urgent_hour' | 'urgent_day' | 'work_hour' | 'work_day' | 'natural_day';
/** A promised time: so many of a unit. A work day is eight working hours (domain handbook, 3.5). */
export type Limit = { readonly value: number; readonly unit: LimitUnit };
