/** Words of the page in Chinese and English; one namespace per screen, loaded with it. */
import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { preferences } from '../app/preferences.ts';

const files = import.meta.glob<{ default: Record<string, unknown> }>('./locales/*/*.json');

const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const load = files[`./locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no words for ${language}/${namespace}`), null);
    load().then(
      (module) => done(null, module.default),
      (error: Error) => done(error, null),
    );
  },
};

export async function startI18n(): Promise<void> {
  const apply = (language: string) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  };
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: preferences.get().language,
      supportedLngs: ['zh', 'en'],
      fallbackLng: false,
      ns: ['common', 'failure'],
      defaultNS: 'common',
      fallbackNS: 'common',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  apply(i18next.language);
  preferences.subscribe(() => {
    const { language } = preferences.get();
    if (language !== i18next.language)
      void i18next.changeLanguage(language).then(() => apply(language));
  });
}
