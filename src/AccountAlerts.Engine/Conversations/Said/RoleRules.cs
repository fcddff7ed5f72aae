using AccountAlerts.Domain.Accounts;
using AccountAlerts.Engine.Evaluation;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Conversations.Said;

/// <summary>Who is the champion, or an executive, of an account, as one of us says.</summary>
internal static class RoleRules
{
    public static SaidOutcome Of(SaidCommand.NamePerson said, SaidScene scene)
    {
        string role = said.Role == SaidKinds.Champion ? "champion" : "executive";
        if (said.Person is null)
        {
            var likely = PeopleNames.MostSeen(scene.Facts, scene.Today);
            return likely.Count == 0
                ? SaidOutcome.Ask($"Nobody is known at {scene.Name} yet.")
                : Choose($"Who is the {role} of {scene.Name}? Or type: {said.Role} {scene.Account.AccountId}: and a name.", said, scene, likely);
        }

        switch (PeopleNames.Find(said.Person, scene.Facts, scene.Today))
        {
            case NameMatch.One { Account: var person }:
                return Named(said, scene, role, person);
            case NameMatch.Several several:
                return Choose("Which one do you mean?", said, scene, several.Accounts);
            case NameMatch.None { Nearest.Count: > 0 } none:
                return Choose($"There is no \"{PlainText.Clean(said.Person, 60)}\" at {scene.Name}. Did you mean one of these?", said, scene, none.Nearest);
            default:
                return SaidOutcome.Ask($"Nobody is known at {scene.Name} yet.");
        }
    }

    private static SaidOutcome Named(SaidCommand.NamePerson said, SaidScene scene, string role, AccountRef person)
    {
        var wanted = said.Role == SaidKinds.Champion ? PersonRole.Champion : PersonRole.Executive;
        var before = scene.Facts.People.Where(known => RoleOf(known, scene.Today) == wanted).ToList();
        if (before.Exists(known => known.Ordinal == person.Id) && (before.Count == 1 || wanted == PersonRole.Executive))
            return SaidOutcome.Ask($"{person.Name} is the {role} of {scene.Name} already.");
        string was = wanted == PersonRole.Champion && before.Count > 0 ? $" (was: {string.Join(", ", before.Select(known => PlainText.Clean(known.Label, 60)))})" : "";
        string article = wanted == PersonRole.Champion ? "the champion" : "an executive";
        return new SaidOutcome.Keep(
            new Saying(said.Role) { Value = person.AccountId, InsteadOf = SaidRoles.Holders(scene.Facts, wanted, scene.Today) },
            $"{person.Name} is {article} of {scene.Name} now{was}, until the CRM names somebody else than today.");
    }

    private static PersonRole? RoleOf(Person person, DateOnly day) =>
        person.Versions.Where(version => version.EffectiveOn <= day).Select(version => version.Role).LastOrDefault(role => role is not null);

    private static SaidOutcome.Told Choose(string text, SaidCommand.NamePerson said, SaidScene scene, IReadOnlyList<AccountRef> people) => new(
        DeskAnswers.Say(text) with
        {
            Buttons = [.. people.Select(person => new Button(Actions.Command, person.Name, (said with { Person = person.AccountId }).Again(scene.Account.AccountId)))],
        });
}
