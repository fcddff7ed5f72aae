using AccountAlerts.Domain.Accounts;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers;
using AccountAlerts.Domain.Triggers.Conditions;
using AccountAlerts.Engine.Routing;

namespace AccountAlerts.Engine.Templating;

/// <summary>How reading one file ended: a template, or at least one fault.</summary>
public sealed record ReadTemplate(AlertTemplate? Template, IReadOnlyList<TemplateFault> Faults);

/// <summary>Reads a trigger file: settings in YAML between lines of <c>---</c>, then the card's body in Markdown with Handlebars.</summary>
internal sealed class AlertTemplateReader(SignalVocabulary signals, TemplateEngine engine)
{
    private static readonly string[] Settings =
    [
        "kind", "severity", "when", "clear", "also", "for", "keep", "cooldown", "segments", "each", "mode", "audience", "due", "title", "playbook", "say",
    ];

    /// <summary>Who can be told: the account's owner, or a role of the account's team.</summary>
    private static readonly string[] Audiences = [.. Roles.All];

    public ReadTemplate Read(string name, string path, string text)
    {
        var source = new SourceText(path, text);
        if (FrontMatter.Read(source) is not var (front, bodyStart))
            return new ReadTemplate(null, source.Faults);
        var settings = new SettingReader(source, front);
        settings.RefuseOthers(Settings);

        // Everything is read before anything is refused, so that all faults are reported at once.
        var each = Each(settings);
        var scope = Subjects.ScopeOf(each);
        var kind = settings.Required("kind", "risk, expansion, onboarding, advocacy or data") is null
            ? null
            : settings.Word<TriggerKind>("kind", ["risk", "expansion", "onboarding", "advocacy", "data"]);
        var severities = new SeverityReader(settings, signals, scope).Read(kind);
        var when = Condition(settings.Required("when", "the condition under which somebody should act"), scope);
        var clear = Condition(settings.Scalar("clear"), scope);
        var also = Condition(settings.Scalar("also"), scope);
        var (forDays, keep, cooldown) = (settings.WholeDays("for", 1, 60, 1), settings.WholeDays("keep", 0, 60, 0), settings.WholeDays("cooldown", 0, 365, 0));
        var segments = settings.Words("segments", allowed: null) ?? [];
        var mode = settings.Word<TriggerMode>("mode", ["live", "observe", "off"]) ?? TriggerMode.Live;
        var audience = settings.Words("audience", Audiences) ?? [UsualAudience(kind)];
        var due = DueDate(settings);
        var title = settings.Required("title", "the line that is read first") is { } line ? Plain(line, scope) : null;
        var playbook = Playbook(settings, scope);
        var say = settings.Scalar("say") is { } draft ? Plain(draft, scope) : null;
        var body = Body(source, bodyStart, scope);
        if (source.Faults.Count > 0 || kind is not { } known || when is null || due is null || title is null || body is null)
            return new ReadTemplate(null, source.Faults);

        var trigger = new Trigger
        {
            Name = name,
            Kind = known,
            Severities = severities,
            When = when,
            Clear = clear,
            Also = also,
            For = forDays,
            Keep = keep,
            Cooldown = cooldown,
            Segments = segments,
            Each = each,
            Mode = mode,
            Audience = audience,
            Due = due,
        };
        return new ReadTemplate(new AlertTemplate(trigger, path, text, title, body, playbook, say), []);
    }

    /// <summary>Growth is for sales and data for operations; everything else is its owner's.</summary>
    private static string UsualAudience(TriggerKind? kind) => kind switch
    {
        TriggerKind.Expansion => Roles.Sales,
        TriggerKind.Data => Roles.Operations,
        _ => Roles.Owner,
    };

    private static SubjectKind Each(SettingReader settings) =>
        settings.Word<SubjectKind>("each", ["account", "person", "feature", "ticket", "invoice"]) ?? SubjectKind.Account;

    private Condition? Condition(FrontScalar? scalar, SignalScope scope) => scalar is null ? null : SettingReader.Condition(scalar, signals, scope);

    private static Due? DueDate(SettingReader settings)
    {
        if (settings.Required("due", "when the first step should be done") is not { } scalar)
            return null;
        var due = Due.Parse(scalar.Value.Text);
        if (due is null)
            scalar.Fault($"'{scalar.Value.Text}' is no time span; allowed are {Due.Allowed}, at most {Due.MaxDays} days");
        return due;
    }

    private List<CompiledTemplate> Playbook(SettingReader settings, SignalScope scope)
    {
        var steps = settings.Scalars("playbook");
        if (steps.Count == 0)
            settings.Missing("playbook", "a list of steps; the first is the next step on the card");
        return [.. steps.Select(step => Plain(step, scope)).OfType<CompiledTemplate>()];
    }

    private CompiledTemplate? Plain(FrontScalar scalar, SignalScope scope)
    {
        if (string.IsNullOrWhiteSpace(scalar.Value.Text))
            scalar.Fault("the text is empty");
        return TemplateScanner.Scan(scalar.Value, signals, scope) is { } conditions ? engine.Plain(scalar.Value.Text, conditions) : null;
    }

    private CompiledTemplate? Body(SourceText source, int start, SignalScope scope)
    {
        var body = source.Slice(start, source.Text.Length);
        if (string.IsNullOrWhiteSpace(body.Text))
        {
            source.Fault(source.Text.Length, "the body is empty; say what changed, with numbers, and why it matters");
            return null;
        }

        return TemplateScanner.Scan(body, signals, scope) is { } conditions ? engine.Markdown(body.Text, conditions) : null;
    }
}
