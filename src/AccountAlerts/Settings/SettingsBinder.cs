using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace AccountAlerts.Settings;

/// <summary>
/// Fills options classes from configuration and writes down every fault on the way: unknown keys with the likely name, values of the wrong
/// kind, values out of range. Unlike the framework's binder it never passes over a key that it does not know.
/// </summary>
/// <remarks>
/// Ranges, required values and rules over several values are the standard attributes (<see cref="RangeAttribute"/>,
/// <see cref="RequiredAttribute"/>) and <see cref="IValidatableObject"/> on the options class; a class has a parameterless constructor.
/// </remarks>
public sealed class SettingsBinder(List<SettingsFault> faults)
{
    /// <summary>Fills a new <typeparamref name="T"/> from a section.</summary>
    public T Bind<T>(IConfigurationSection section)
        where T : class, new() => (T)Bind(typeof(T), section);

    /// <inheritdoc cref="Bind{T}"/>
    public object Bind(Type type, IConfigurationSection section)
    {
        object options = Activator.CreateInstance(type) ?? throw new InvalidOperationException($"{type} has no constructor without parameters.");
        int faultsBefore = faults.Count;
        if (section.Value is { Length: > 0 } scalar)
            Fault(section, $"= {Shown(section.Key, scalar)} is a single value where settings of their own are expected: {Names(type)}.");

        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (Find(type, child.Key) is { } property)
                Set(options, property, child);
            else if (Array.Find(type.GetProperties(), IsRest) is { } rest)
                FillEntry(options, rest, child);
            else
                Unknown(child, section.Path, Properties(type).Select(known => known.Name));
        }

        foreach (PropertyInfo property in Properties(type))
        {
            if (property.IsDefined(typeof(RequiredAttribute)) && property.GetValue(options) is null or "")
                Fault(section, property, "is missing.");
        }

        // Rules over several values would only repeat, less clearly, what is already said of the single ones.
        if (faults.Count == faultsBefore && options is IValidatableObject rules)
        {
            foreach (ValidationResult broken in rules.Validate(new ValidationContext(options)))
                faults.Add(new SettingsFault(Path(section, broken.MemberNames.FirstOrDefault()), broken.ErrorMessage ?? "is not allowed."));
        }

        return options;
    }

    /// <summary>Fills one property, by name, of options that exist already.</summary>
    public void BindInto(object options, string property, IConfigurationSection section) =>
        Set(options, Find(options.GetType(), property) ?? throw new ArgumentException($"There is no property {property}.", nameof(property)), section);

    /// <summary>Says that a key is not known, and which one was probably meant.</summary>
    public void Unknown(IConfigurationSection child, string parent, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string prefix = parent.Length == 0 ? "" : parent + ConfigurationPath.KeyDelimiter;
        string hint = NearestName.Of(child.Key, names) is { } near
            ? $"did you mean {prefix}{near}?"
            : $"known here: {string.Join(", ", names.Order(StringComparer.Ordinal))}.";
        Fault(child, $"is not a setting; {hint}");
    }

    private void Set(object options, PropertyInfo property, IConfigurationSection section)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        if (typeof(IDictionary).IsAssignableFrom(type))
        {
            FillMap(options, property, section);
        }
        else if (type == typeof(string[]))
        {
            property.SetValue(options, Words(section));
        }
        else if (Scalar.Knows(type))
        {
            SetScalar(options, property, type, section);
        }
        else
        {
            property.SetValue(options, Bind(type, section));
        }
    }

    private void FillMap(object options, PropertyInfo property, IConfigurationSection section)
    {
        foreach (IConfigurationSection child in section.GetChildren())
            FillEntry(options, property, child);
    }

    private void FillEntry(object options, PropertyInfo property, IConfigurationSection child)
    {
        Type item = property.PropertyType.GetGenericArguments()[1];
        var map = (IDictionary)(property.GetValue(options) ?? throw new InvalidOperationException($"{property.Name} must begin as an empty map."));
        if (!Scalar.Knows(item))
            map[child.Key] = Bind(item, child);
        else if (Scalar.TryRead(item, child.Value, out object? value))
            map[child.Key] = value;
        else
            Fault(child, $"= {Shown(child.Key, child.Value)} is not {Scalar.Describe(item)}.");
    }

    private void SetScalar(object options, PropertyInfo property, Type type, IConfigurationSection section)
    {
        if (section.GetChildren().Any())
        {
            Fault(section, $"has settings below it where a single value is expected: {Scalar.Describe(type)}.");
            return;
        }

        // An empty value in the environment or the file means "not set".
        if (string.IsNullOrEmpty(section.Value))
            return;

        var range = property.GetCustomAttribute<RangeAttribute>();
        string allowed = range is null ? Scalar.Describe(type) : $"{Scalar.Describe(type)} from {Scalar.Show(type, range.Minimum)} to {Scalar.Show(type, range.Maximum)}";
        if (!Scalar.TryRead(type, section.Value, out object? value) || (range is not null && !Scalar.InRange(type, value, range)))
            Fault(section, $"= {Shown(section.Key, section.Value)} is not allowed; allowed: {allowed}.");
        else
            property.SetValue(options, value);
    }

    /// <summary>A list of words: <c>smb, enterprise</c>, or an array in the file.</summary>
    private static string[] Words(IConfigurationSection section) =>
        section.Value is { } text
            ? text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. section.GetChildren().Select(child => child.Value ?? "").Where(word => word.Length > 0)];

    private void Fault(IConfigurationSection section, string problem) => faults.Add(new SettingsFault(section.Path, problem));

    private void Fault(IConfigurationSection section, PropertyInfo property, string problem) =>
        faults.Add(new SettingsFault(Path(section, property.Name), problem));

    private static string Path(IConfigurationSection section, string? member) =>
        string.IsNullOrEmpty(member) ? section.Path : ConfigurationPath.Combine(section.Path, member);

    private static string Shown(string key, string? value) => Secrets.IsSecret(key) ? "(not shown)" : $"\"{value}\"";

    private static string Names(Type type) => string.Join(", ", Properties(type).Select(property => property.Name));

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => (property.CanWrite || typeof(IDictionary).IsAssignableFrom(property.PropertyType)) && !IsRest(property));

    private static bool IsRest(PropertyInfo property) => property.IsDefined(typeof(RestOfSectionAttribute));

    private static PropertyInfo? Find(Type type, string name) =>
        Properties(type).FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));
}
