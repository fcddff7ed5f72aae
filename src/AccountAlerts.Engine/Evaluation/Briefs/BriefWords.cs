using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Engine.Templating;

namespace AccountAlerts.Engine.Evaluation.Briefs;

/// <summary>Words a brief by its template.</summary>
public sealed class BriefWords(BriefTemplate template, SignalVocabulary signals)
{
    /// <summary>The template's blocks; without a sound template, that there is none.</summary>
    public IReadOnlyList<Block> Of(BriefInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (template.Current is not { } words)
            return [new Paragraph([new Span("There is no sound templates/brief.md. check says what is wrong.")])];
        var view = input.Now;
        string name = PlainText.Clean(view.Facts.Profile.Name, 200);
        var context = new AlertContext(
            view, name, view.Facts.Profile.Currency, view.OwnerEmail is null ? null : input.Owner, view.AsOf, view.AsOf);
        var facts = new TemplateFacts(context, new Subject(SubjectKind.Account, view.Facts.Profile.AccountId, name), view.AsOf, signals) { More = BriefFacts.Of(input) };
        return MarkdownBlocks.Read(words.Render(facts));
    }
}
