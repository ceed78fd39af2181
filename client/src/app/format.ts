/** Writes numbers, money, mass, days and values of attributes the way people of this language read them. */
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttributeLegend } from '../legend/legend.tsx';

export interface Format {
  number(value: number): string;
  /** Compact: 1.2万 / 12K. */
  short(value: number): string;
  /** Cents to yuan, compact. */
  money(cents: number): string;
  /** Hundredths of a currency's unit, by its code; XXX = the source names none, '' = not to be said here. */
  amount(currency: string, hundredths: number): string;
  /** Grams to t or kg. */
  mass(grams: number): string;
  bytes(count: number): string;
  percent(share: number): string;
  duration(seconds: number): string;
  instant(iso: string): string;
  country(code: string): string;
  /** An attribute's value by its declared type; `currency` of money that is not in yuan. */
  value(value: unknown, attribute?: AttributeLegend, currency?: string): string;
}

export function createFormat(language: 'zh' | 'en'): Format {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const ratio = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const stamp = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const regions = new Intl.DisplayNames([locale], { type: 'region', fallback: 'code' });
  const yes = language === 'zh' ? ['否', '是'] : ['no', 'yes'];
  const country = (code: string) => {
    try {
      return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
    } catch {
      return code;
    }
  };
  const yuan = language === 'zh' ? ' 元' : ' CNY';
  const currencies = new Intl.DisplayNames([locale], { type: 'currency', fallback: 'code' });
  const unknown = language === 'zh' ? '（币种不明）' : ' (currency not given)';
  const unitOf = (code: string): string => {
    if (code === '') return '';
    if (code === 'CNY') return yuan;
    if (code === 'XXX') return unknown;
    if (language === 'en' || !/^[A-Z]{3}$/.test(code)) return ` ${code}`;
    return ` ${currencies.of(code) ?? code}`;
  };
  const amount = (code: string, hundredths: number) =>
    whole.format(hundredths / 100) + unitOf(code);
  const mass = (grams: number) =>
    Math.abs(grams) >= 1_000_000
      ? `${compact.format(grams / 1_000_000)} t`
      : `${whole.format(grams / 1000)} kg`;
  const one = (value: unknown, attribute?: AttributeLegend, currency = 'CNY'): string => {
    if (value === null || value === undefined) return '';
    if (Array.isArray(value))
      return value
        .map((item) => one(item, attribute, currency))
        .join(language === 'zh' ? '、' : ', ');
    if (attribute?.values.length) {
      const known = attribute.values.find((item) => item.name === String(value));
      if (known) return known[language];
    }
    if (typeof value === 'boolean') return yes[Number(value)]!;
    if (typeof value === 'number') {
      if (attribute?.valueType === 'money') return amount(currency, value);
      if (attribute?.valueType === 'mass') return mass(value);
      if (attribute?.valueType === 'quantity') return whole.format(value / 1000);
      if (attribute?.unit === '‰') return ratio.format(value / 1000);
      if (attribute?.name === 'share') return ratio.format(value / 10_000);
      return whole.format(value);
    }
    if (typeof value === 'object') return JSON.stringify(value);
    if (attribute?.valueType === 'country') return country(String(value));
    if (attribute?.valueType === 'amounts') {
      const [code = '', hundredths] = String(value).split(':');
      return amount(code, Number(hundredths));
    }
    return String(value);
  };
  return {
    number: (value) => whole.format(value),
    short: (value) => compact.format(value),
    money: (cents) => compact.format(cents / 100) + (language === 'zh' ? '元' : yuan),
    amount,
    mass,
    bytes: (count) => {
      const units = ['B', 'kB', 'MB', 'GB', 'TB'];
      const power = Math.min(units.length - 1, count > 0 ? Math.floor(Math.log10(count) / 3) : 0);
      return `${whole.format(Math.round((count / 1000 ** power) * 10) / 10)} ${units[power]!}`;
    },
    percent: (share) => ratio.format(share),
    duration: (seconds) => {
      const rounded = Math.max(0, Math.round(seconds));
      const minutes = Math.floor(rounded / 60);
      const rest = String(rounded % 60).padStart(2, '0');
      return minutes >= 60
        ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`
        : `${minutes}:${rest}`;
    },
    instant: (iso) => stamp.format(new Date(iso)),
    country,
    value: one,
  };
}

export function useFormat(): Format {
  const { i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'zh';
  return useMemo(() => createFormat(language), [language]);
}
