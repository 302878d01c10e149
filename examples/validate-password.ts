// Every broken rule of a password at once, in three languages: what a form shows while somebody types.
import { checkPassword, describeIssue, type Language } from '@tenantry/sdk/validation';
import { offlineChecker } from '@tenantry/sdk/validation/compromised';

const languages: Language[] = ['en', 'es', 'pt'];
const person = { username: 'aruiz', company: 'Ecositio Market', firstName: 'Ana', lastName: 'Ruiz' };

for (const password of ['ruiz2026', 'P@ssw0rd2026!', 'Cumbre!Azul2027']) {
  const issues = await checkPassword(password, { ...person, checker: offlineChecker });
  console.log(`\n${password}: ${issues.length === 0 ? 'good' : `${issues.length} rules broken`}`);
  for (const issue of issues) {
    for (const language of languages) {
      const { message, remedy } = describeIssue(issue, language);
      console.log(`  ${language}  ${message} ${remedy}`);
    }
  }
}
