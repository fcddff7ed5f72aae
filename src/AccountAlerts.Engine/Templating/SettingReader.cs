using System.Globalization;
using AccountAlerts.Domain.Signals;
using AccountAlerts.Domain.Triggers.Conditions;

namespace AccountAlerts.Engine.Templating;

/// <summary>Typed access to a file's settings; what does not fit is noted with its place and what is allowed.</summary>
internal sealed class SettingReader(SourceText source, FrontMap map)
{
    public void RefuseOthers(IReadOnlyList<string> allowed)
    {
        foreach (var (name, entry) in map.Entries)
        {
            if (allowed.Contains(name))
                continue;
            var meant = NearestName.Among(allowed, name) is { } nearest ? $"; did you mean {nearest}?" : "";
            source.Fault(entry.KeyStart, $"there is no setting '{PlainText.Clean(name, 40)}'{meant}; allowed are {string.Join(", ", allowed)}");
        }
    }

    public void Fault(int offset, string message) => source.Fault(offset, message);

    /// <summary>The same for a map inside of this one.</summary>
    public SettingReader Inside(FrontMap inner) => new(source, inner);

    public FrontNode? Node(string name) => map.Entries.TryGetValue(name, out var entry) ? entry.Value : null;

    public void Missing(string name, string what)
    {
        if (Node(name) is null)
            source.Fault(map.Start, $"'{name}' is missing: {what}");
        else if (Node(name) is FrontList { Items.Count: 0 } list)
            source.Fault(list.Start, $"'{name}' is empty: {what}");
    }

    public FrontScalar? Required(string name, string what)
    {
        Missing(name, what);
        return Scalar(name);
    }

    public FrontScalar? Scalar(string name)
    {
        var node = Node(name);
        if (node is null or FrontScalar)
            return node as FrontScalar;
        source.Fault(node.Start, $"'{name}' must be a single value");
        return null;
    }

    /// <summary>A list of single values, or one value by itself; empty where it is not set.</summary>
    public IReadOnlyList<FrontScalar> Scalars(string name)
    {
        if (Node(name) is FrontScalar one)
            return [one];
        if (Node(name) is not FrontList list)
        {
            if (Node(name) is { } other)
                source.Fault(other.Start, $"'{name}' must be a list");
            return [];
        }

        foreach (var item in list.Items.Where(item => item is not FrontScalar))
            source.Fault(item.Start, $"an entry of '{name}' must be a single value; put quotes around a text that holds ': '");
        return [.. list.Items.OfType<FrontScalar>()];
    }

    /// <param name="allowed">Words whose text is a member of <typeparamref name="T"/>, in lower case.</param>
    public T? Word<T>(string name, IReadOnlyList<string> allowed)
        where T : struct, Enum =>
        Scalar(name) is { } scalar ? Word<T>(scalar, name, allowed) : null;

    public static T? Word<T>(FrontScalar scalar, string name, IReadOnlyList<string> allowed)
        where T : struct, Enum
    {
        if (allowed.Contains(scalar.Value.Text) && Enum.TryParse<T>(scalar.Value.Text, ignoreCase: true, out var value))
            return value;
        scalar.Fault($"'{PlainText.Clean(scalar.Value.Text, 40)}' is no {name}; allowed are {string.Join(", ", allowed)}");
        return null;
    }

    /// <param name="allowed">Null: any word.</param>
    /// <returns>Null where it is not set.</returns>
    public IReadOnlyList<string>? Words(string name, IReadOnlyList<string>? allowed)
    {
        if (Node(name) is null)
            return null;
        var words = Scalars(name);
        foreach (var word in words.Where(word => allowed?.Contains(word.Value.Text) == false || string.IsNullOrWhiteSpace(word.Value.Text)))
            word.Fault($"'{PlainText.Clean(word.Value.Text, 40)}' is not allowed in '{name}'; allowed are {(allowed is null ? "words" : string.Join(", ", allowed))}");
        return [.. words.Select(word => word.Value.Text)];
    }

    /// <summary>Whole days, written <c>3</c> or <c>3d</c>.</summary>
    public int WholeDays(string name, int min, int max, int fallback)
    {
        if (Scalar(name) is not { } scalar)
            return fallback;
        var text = scalar.Value.Text;
        var digits = text.EndsWith('d') ? text[..^1] : text;
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days >= min && days <= max)
            return days;
        scalar.Fault($"'{PlainText.Clean(text, 40)}' does not fit '{name}'; allowed are whole days from {min} to {max}, such as 3d");
        return fallback;
    }

    public static Condition? Condition(FrontScalar scalar, SignalVocabulary signals, SignalScope scope)
    {
        switch (ConditionParser.Parse(scalar.Value.Text, signals, scope))
        {
            case ParsedCondition.Valid valid:
                return valid.Condition;
            case ParsedCondition.Invalid invalid:
                foreach (var error in invalid.Errors)
                    scalar.Value.Fault(error.Column - 1, error.Message);
                return null;
            default:
                throw new InvalidOperationException();
        }
    }
}
