import { consents, type Profile } from './profile.ts';

/** A profile as its owner sees it: every purpose with a plain yes or no. */
export function present(profile: Profile) {
  const { customerId, name, birthday, language, phone, personalised, version } = profile;
  return {
    customerId,
    name,
    birthday,
    language,
    phone,
    personalised,
    consents: { marketing: consents(profile, 'marketing'), personalisation: consents(profile, 'personalisation') },
    version,
  };
}
