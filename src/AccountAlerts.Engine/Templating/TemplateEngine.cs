using System.Text;
using System.Text.RegularExpressions;
using AccountAlerts.Domain.Triggers.Conditions;
using HandlebarsDotNet;
using HandlebarsDotNet.Helpers;

namespace AccountAlerts.Engine.Templating;

/// <summary>One checked template; compiled when it is first rendered, since most are not rendered soon.</summary>
internal sealed class CompiledTemplate
{
    private readonly Lazy<HandlebarsTemplate<object, object>> compiled;
    private readonly IReadOnlyDictionary<string, Condition> conditions;

    public CompiledTemplate(IHandlebars handlebars, string text, IReadOnlyDictionary<string, Condition> conditions)
    {
        compiled = new(() => handlebars.Compile(text));
        this.conditions = conditions;
    }

    public string Render(TemplateFacts facts)
    {
        facts.Conditions = conditions;
        return compiled.Value(facts.Data);
    }
}

/// <summary>Handlebars with our fields, helpers and encoders: one environment for plain lines, one for Markdown.</summary>
internal sealed partial class TemplateEngine
{
    private readonly IHandlebars plain = Create(new PlainEncoder());
    private readonly IHandlebars markdown = Create(new MarkdownEncoder());

    /// <param name="text">Checked by <see cref="TemplateScanner"/>.</param>
    public CompiledTemplate Plain(string text, IReadOnlyDictionary<string, Condition> conditions) => new(plain, Named(text), conditions);

    /// <param name="text">Checked by <see cref="TemplateScanner"/>; its rendering is for <see cref="MarkdownBlocks"/>.</param>
    public CompiledTemplate Markdown(string text, IReadOnlyDictionary<string, Condition> conditions) => new(markdown, Named(text), conditions);

    /// <summary>
    /// Handlebars keeps <c>if</c> and <c>unless</c> to itself, and to it a field with words for "not known" is as true as any; so they
    /// are compiled under names of ours.
    /// </summary>
    private static string Named(string text) => Block().Replace(text, match => "{{" + match.Groups["mark"].Value + match.Groups["name"].Value switch
    {
        "if" => "known",
        "unless" => "unknown",
        var other => other,
    });

    [GeneratedRegex(@"\{\{\s*(?<mark>[#/])\s*(?<name>if|unless|when)\b")]
    private static partial Regex Block();

    private static IHandlebars Create(ITextEncoder encoder)
    {
        var handlebars = Handlebars.Create(new HandlebarsConfiguration
        {
            TextEncoder = encoder,
            ThrowOnUnresolvedBindingExpression = true,
        });
        Write(handlebars, "value", (facts, signal) => facts.Value(signal));
        Write(handlebars, "change", (facts, signal) => facts.Ratio(signal, ReadableValue.Change));
        Write(handlebars, "times", (facts, signal) => facts.Ratio(signal, ReadableValue.Times));
        Write(handlebars, "about", (facts, signal) => facts.About(signal));
        Choose(handlebars, "known", (_, field) => field is FieldText { Known: true } or IReadOnlyCollection<FieldText> { Count: > 0 });
        Choose(handlebars, "unknown", (_, field) => field is FieldText { Known: false } or IReadOnlyCollection<FieldText> { Count: 0 });
        Choose(handlebars, "when", (facts, condition) => condition is string text && facts.Holds(text));
        return handlebars;
    }

    private static void Write(IHandlebars handlebars, string name, Func<TemplateFacts, string, string> text) =>
        handlebars.RegisterHelper(name, (EncodedTextWriter writer, Context context, Arguments arguments) =>
            writer.Write(text(Facts(context), arguments[0] as string ?? "")));

    private static void Choose(IHandlebars handlebars, string name, Func<TemplateFacts, object?, bool> condition) =>
        handlebars.RegisterHelper(name, (EncodedTextWriter writer, BlockHelperOptions options, Context context, Arguments arguments) =>
        {
            if (condition(Facts(context), arguments[0]))
                options.Template(writer, context);
            else
                options.Inverse(writer, context);
        });

    private static TemplateFacts Facts(Context context) =>
        context.Value is Dictionary<string, object> data && data[TemplateFacts.Key] is TemplateFacts facts
            ? facts
            : throw new InvalidOperationException("A template is rendered with the data of its facts only.");

    /// <summary>Fields and helpers clean their text; a plain line has nothing to escape.</summary>
    private sealed class PlainEncoder : EncoderBase
    {
        protected override void Write(string text, TextWriter target) => target.Write(text);
    }

    private sealed class MarkdownEncoder : EncoderBase
    {
        protected override void Write(string text, TextWriter target) => ValueSpelling.Write(text, target);
    }

    private abstract class EncoderBase : ITextEncoder
    {
        public void Encode(StringBuilder? text, TextWriter target) => Write(text?.ToString() ?? "", target);

        public void Encode(string? text, TextWriter target) => Write(text ?? "", target);

        public void Encode<T>(T? text, TextWriter target)
            where T : IEnumerator<char>
        {
            var whole = new StringBuilder();
            while (text is not null && text.MoveNext())
                whole.Append(text.Current);
            Write(whole.ToString(), target);
        }

        protected abstract void Write(string text, TextWriter target);
    }
}
