using AccountAlerts.Domain.Accounts;
using System.Text.RegularExpressions;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Engine.Templating;

/// <summary>
/// Checks every <c>{{ }}</c> of a template before it is ever rendered, branches not taken included, and says where each fault stands;
/// Handlebars itself would find most of them only while rendering, and without a place.
/// </summary>
internal sealed partial class TemplateScanner
{
    private readonly LocatedText _text;
    private readonly SignalVocabulary _signals;
    private readonly SignalScope _scope;
    private readonly TemplateNames _names;
    private readonly Stack<(string Name, int At, bool Else)> _open = new();
    private readonly Dictionary<string, Condition> _conditions = new(StringComparer.Ordinal);
    private bool _sound = true;

    private TemplateScanner(LocatedText text, SignalVocabulary signals, SignalScope scope, TemplateNames names)
    {
        _names = names;
        _text = text;
        _signals = signals;
        _scope = scope;
    }

    /// <param name="names">What it may speak of; null: what an alert may.</param>
    /// <returns>The conditions of its <c>when</c> blocks by their text; null where faults were noted.</returns>
    public static IReadOnlyDictionary<string, Condition>? Scan(LocatedText text, SignalVocabulary signals, SignalScope scope, TemplateNames? names = null)
    {
        var scanner = new TemplateScanner(text, signals, scope, names ?? TemplateNames.OfAlerts);
        scanner.Characters();
        scanner.Tags();
        return scanner._sound ? scanner._conditions : null;
    }

    private void Characters()
    {
        for (var i = 0; i < _text.Text.Length; i++)
        {
            var c = _text.Text[i];
            if (ValueSpelling.IsReserved(c) || (char.IsControl(c) && c is not ('\n' or '\t')))
                Fault(i, $"the character U+{(int)c:X4} is not allowed");
        }

        foreach (Match html in Html().Matches(_text.Text))
            Fault(html.Index, "HTML is not allowed; for the character itself write \\<");
    }

    private void Tags()
    {
        for (var at = Next(0); at >= 0;)
        {
            var end = Tag(at);
            if (end < 0)
                break;
            at = Next(end);
        }

        foreach (var block in _open)
            Fault(block.At, $"{{{{#{block.Name}}}}} has no {{{{/{block.Name}}}}}");
    }

    private int Next(int from) => _text.Text.IndexOf("{{", from, StringComparison.Ordinal);

    /// <returns>Where the tag ends; -1 where it does not.</returns>
    private int Tag(int at)
    {
        var rest = _text.Text.AsSpan(at);
        if (at > 0 && _text.Text[at - 1] == '\\')
            Fault(at - 1, "\\{{ is not allowed; a template cannot show {{");
        if (rest.StartsWith("{{{"))
        {
            Fault(at, "{{{ is not allowed: it would put a value in unescaped; write {{name}}");
            return _text.Text.IndexOf("}}", at, StringComparison.Ordinal);
        }

        var isComment = rest.StartsWith("{{!--");
        var closing = isComment ? "--}}" : "}}";
        var end = _text.Text.IndexOf(closing, at, StringComparison.Ordinal);
        if (end < 0)
        {
            Fault(at, $"{{{{ has no {closing}");
            return -1;
        }

        if (!rest.StartsWith("{{!"))
            Inside(at + 2, _text.Text[(at + 2)..end]);
        return end + closing.Length;
    }

    private void Inside(int start, string inside)
    {
        var content = inside.Trim();
        var at = start + inside.Length - inside.TrimStart().Length;
        if (_open.TryPeek(out var around) && around.Name == TemplateNames.Each && content is not (TemplateNames.Item or "/" + TemplateNames.Each))
            Fault(at, $"inside of #each only {{{{{TemplateNames.Item}}}}} may stand, a line of the list");
        else if (content == TemplateNames.Item)
            Line(at);
        else if (content == "else")
            Else(at);
        else if (content.StartsWith('/'))
            Close(at, content[1..].Trim());
        else if (content.StartsWith('#'))
            Open(at, content);
        else if (Call().Match(content) is { Success: true } call)
            Helper(at, call);
        else if (Name().IsMatch(content))
            Field(at, content);
        else
            Fault(at, $"'{content}' is not understood here; allowed are a field, a helper with a signal in quotes, and the blocks {string.Join(", ", TemplateLanguage.Blocks)}");
    }

    private void Line(int at)
    {
        if (!_open.Any(block => block.Name == TemplateNames.Each))
            Fault(at, $"{{{{{TemplateNames.Item}}}}} stands outside of #each");
    }

    private void Field(int at, string name, bool orList = false)
    {
        if (_names.Fields.Contains(name) || (orList && _names.Lists.Contains(name)))
            return;
        if (_names.Lists.Contains(name))
        {
            Fault(at, $"{name} is a list; write {{{{#each {name}}}}} - {{{{{TemplateNames.Item}}}}} {{{{/each}}}}");
            return;
        }

        Fault(at, TemplateLanguage.Helpers.ContainsKey(name)
            ? $"{name} needs a signal's name in quotes, such as {{{{{name} \"usage.change_14d\"}}}}"
            : $"there is no field '{name}'{Meant(name)}; allowed are {string.Join(", ", orList ? _names.Fields.Concat(_names.Lists) : _names.Fields)}");
    }

    private void Helper(int at, Match call)
    {
        var (helper, name) = (call.Groups["name"], call.Groups["argument"]);
        if (!TemplateLanguage.Helpers.ContainsKey(helper.Value))
        {
            Fault(at, $"there is no helper '{helper.Value}'; allowed are {string.Join(", ", TemplateLanguage.Helpers.Keys)}");
            return;
        }

        if (_signals.Find(name.Value) is not { } signal)
            Fault(at + name.Index, $"there is no signal '{name.Value}'{_signals.Hint(name.Value)}");
        else if (signal.Scope != SignalScope.Account && _scope != signal.Scope)
            Fault(at + name.Index, $"{signal.Name} is about one {Subjects.Word(signal.Scope)}; it needs 'each: {Subjects.Word(signal.Scope)}'");
        else if (!TemplateLanguage.Fits(helper.Value, signal.Unit))
            Fault(at + name.Index, $"{helper.Value} is for shares and changes; write {{{{value \"{signal.Name}\"}}}}");
    }

    private void Open(int at, string content)
    {
        var block = Block().Match(content);
        var name = block.Groups["name"].Value;
        if (block.Success && name == TemplateNames.Each && _names.Lists.Count > 0)
        {
            EachLine(at, block.Groups["field"]);
            return;
        }

        if (!block.Success || !TemplateLanguage.Blocks.Contains(name))
        {
            Fault(at, $"'{content}' is not understood here; allowed are #if field, #unless field and #when \"condition\"");
            return;
        }

        _open.Push((name, at, false));
        var (field, condition) = (block.Groups["field"], block.Groups["argument"]);
        if (name == "when" && condition.Success)
            When(at + condition.Index, condition.Value);
        else if (name == "when")
            Fault(at, "#when needs a condition in quotes, such as {{#when \"usage.change_14d < 0%\"}}");
        else if (field.Success)
            Field(at + field.Index, field.Value, orList: true);
        else
            Fault(at, $"#{name} needs a field, such as {{{{#{name} champion}}}}; for a condition write #when");
    }

    private void EachLine(int at, Group list)
    {
        _open.Push((TemplateNames.Each, at, false));
        if (!list.Success || !_names.Lists.Contains(list.Value))
            Fault(at, $"#each needs one of the lists {string.Join(", ", _names.Lists)}");
    }

    private void When(int at, string condition)
    {
        switch (ConditionParser.Parse(condition, _signals, _scope))
        {
            case ParsedCondition.Valid valid:
                _conditions[condition] = valid.Condition;
                break;
            case ParsedCondition.Invalid invalid:
                foreach (var error in invalid.Errors)
                    Fault(at + error.Column - 1, error.Message);
                break;
        }
    }

    private void Else(int at)
    {
        if (!_open.TryPop(out var block))
            Fault(at, "else stands outside of a block");
        else if (block.Else)
            Fault(at, $"{{{{#{block.Name}}}}} has two {{{{else}}}}");
        if (block.Name is not null)
            _open.Push(block with { Else = true });
    }

    private void Close(int at, string name)
    {
        if (_open.TryPeek(out var block) && block.Name == name)
            _open.Pop();
        else
            Fault(at, block.Name is null ? $"{{{{/{name}}}}} closes nothing" : $"{{{{/{name}}}}} closes nothing; open is {{{{#{block.Name}}}}}");
    }

    private string Meant(string name) =>
        NearestName.Among(_names.Fields.Concat(_names.Lists), name) is { } nearest ? $"; did you mean {nearest}?" : "";

    private void Fault(int offset, string message)
    {
        _sound = false;
        _text.Fault(offset, message);
    }

    [GeneratedRegex(@"(?<!\\)<[A-Za-z/!?]")]
    private static partial Regex Html();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_.-]*$")]
    private static partial Regex Name();

    [GeneratedRegex("""^(?<name>[A-Za-z_]+)\s+(?:"(?<argument>[^"\\]*)"|'(?<argument>[^'\\]*)')$""")]
    private static partial Regex Call();

    [GeneratedRegex("""^#(?<name>[A-Za-z_]+)\s+(?:"(?<argument>[^"\\]*)"|'(?<argument>[^'\\]*)'|(?<field>[A-Za-z_][A-Za-z0-9_.]*))$""")]
    private static partial Regex Block();
}
