using System.Text;
using AccountAlerts.Domain.Signals.Functions;

namespace AccountAlerts.Domain.Signals;

/// <summary>The catalogue as a page to read.</summary>
public static class SignalPages
{
    private static readonly (SignalScope Scope, string Title, string Intro)[] Parts =
    [
        (SignalScope.Account, "About the account", "For conditions, health models and texts."),
        (SignalScope.Person, "About one person", "Only in files with `each: person`."),
        (SignalScope.Feature, "About one key feature", "Only in files with `each: feature`; one for each key feature that the account ever used."),
        (SignalScope.Ticket, "About one ticket", "Only in files with `each: ticket`; those that are open, or closed within 90 days."),
        (SignalScope.Invoice, "About one invoice", "Only in files with `each: invoice`; those that are unpaid, or paid within 90 days."),
    ];

    /// <returns>Markdown; the same for the same catalogue.</returns>
    public static string Markdown()
    {
        var page = new StringBuilder(
            """
            # Signals

            Every number and word that conditions, health models and card texts may name. This page is made from the catalogue in the code; `define <name>` says the same in chat, `check` in a terminal.

            A signal that has no value is *missing*, never 0 and never bad: its comparison is neither true nor false, and its part of the score is left out. Windows end at the last complete day and begin no
            earlier than the account. "Value events" are the counted metrics but sign-ins and views.

            Units: `count` is a plain number (`50`), `ratio` a share or a change (`60%`), `days` whole days (`7d`), `points` health points, `money` an amount in the account's own currency, `word` a word in
            quotes, `flag` true or false.

            ## Functions

            Over any metric and any window, wherever a signal may stand: `sum(reports, 28d) >= 50`, `change(people, 28d) <= -25%`. The metric is a name from the usage rows (in quotes if it has
            odd characters), or `events` for all value events; `change` and `slope` take `people` as well.

            | function | unit | meaning | missing when |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var (form, unit, meaning, missing) in SignalFunctions.All)
            page.Append($"| `{form}` | {Word(unit)} | {Cell(meaning)} | {Cell(missing)} |\n");
        foreach (var (scope, title, intro) in Parts)
        {
            page.Append($"\n## {title}\n\n{intro}\n\n| signal | reads | unit | meaning | looks at | missing when |\n|---|---|---|---|---|---|\n");
            foreach (var signal in SignalCatalogue.All.Where(signal => signal.Scope == scope))
            {
                page.Append($"| `{signal.Name}` | {Cell(signal.Label)} | {Word(signal.Unit)} | {Cell(signal.Definition)} | {Cell(signal.Window)} | {Cell(signal.MissingWhen)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Word(Unit unit) => unit.ToString().ToLowerInvariant();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
