namespace AccountAlerts.Engine.Templating;

/// <summary>What a kind of template may speak of.</summary>
/// <param name="Fields">Written as <c>{{field}}</c>, asked for with <c>#if</c>.</param>
/// <param name="Lists">Written line by line between <c>{{#each list}}</c> and <c>{{/each}}</c>, where <c>{{this}}</c> is a line; empty ones are unknown to <c>#if</c>.</param>
public sealed record TemplateNames(IReadOnlyCollection<string> Fields, IReadOnlyCollection<string> Lists)
{
    /// <summary>The block that goes through a list.</summary>
    public const string Each = "each";

    /// <summary>A line of the list inside of it.</summary>
    public const string Item = "this";

    public static TemplateNames OfAlerts { get; } = new([.. TemplateLanguage.Fields.Keys], []);
}
