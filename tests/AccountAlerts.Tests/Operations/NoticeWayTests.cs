using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AccountAlerts.Engine.Conversations;
using AccountAlerts.Operations;
using AccountAlerts.Settings;
using AccountAlerts.TestKit.Receivers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace AccountAlerts.Tests.Operations;

/// <summary>The ways to operations over real sockets.</summary>
public sealed class NoticeWayTests
{
    private const string Secret = "not-a-secret-not-a-secret-not-a-secret";

    private static readonly Notice Broken = new(
        "destination-broken/webhook/default/#ops", new DateTimeOffset(2026, 6, 3, 7, 15, 0, TimeSpan.Zero),
        new Message
        {
            Text = "#ops takes no messages\r\nBcc: mallory@elsewhere.example \u00e4\u202e",
            Blocks =
            [
                new Heading([new Span("What is broken")]), new Paragraph([new Span("the webhook answered 403")]),
                new BulletList([[new Span("a")], [new Span("b")]], Ordered: true), new FieldList([new Field("Since", "today")]),
                new RowList([new MessageRow([new Span("Fernway")], "waits", [])]), new ScoreBlock(61, null, null, null, null, []),
                new CauseBlock("Why", [new CauseLine("Use", -3, "half", "")], -3), new TableBlock(["x", "y"], [["1", "2"]]),
                new Footnote("small \u00e4"),
            ],
        });

    [Fact]
    public async Task The_post_is_signed_names_its_finding_and_holds_all_of_it()
    {
        await using var receiver = await Receiver.StartAsync();
        using var way = new SignedPost(new Uri(receiver.Url, "/ops?team=1"), Secret, TimeProvider.System, NullLogger<SignedPost>.Instance);

        Assert.True(await way.SendAsync(Broken, default));

        var (headers, body) = Assert.Single(receiver.Got);
        byte[] covered = Encoding.UTF8.GetBytes($"{headers["X-AccountAlerts-Timestamp"]}\nPOST\n/ops?team=1\n{body}");
        Assert.Equal("v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), covered)), headers["X-AccountAlerts-Signature"]);
        Assert.Equal(Broken.Id, headers["Idempotency-Key"]);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(["at", "kind", "text", "detail"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("2026-06-03T07:15:00Z", "destination-broken"), (json.RootElement.GetProperty("at").GetString(), json.RootElement.GetProperty("kind").GetString()));
        Assert.Equal(
            "What is broken\n\nthe webhook answered 403\n1. a\n2. b\nSince: today\n- Fernway: waits\nScore 61\nWhy\n-3 Use half\nx | y\n1 | 2\nsmall \u00e4\n",
            json.RootElement.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData(204, true)]
    [InlineData(302, false)]
    [InlineData(403, false)]
    [InlineData(500, false)]
    public async Task Only_a_success_counts_as_told(int status, bool told)
    {
        await using var receiver = await Receiver.StartAsync(status);
        using var way = new SignedPost(receiver.Url, Secret, TimeProvider.System, NullLogger<SignedPost>.Instance);

        Assert.Equal(told, await way.SendAsync(Broken, default));
        Assert.Single(receiver.Got);
    }

    [Fact]
    public async Task Nobody_at_the_address_is_no_exception()
    {
        Uri url;
        await using (var gone = await Receiver.StartAsync())
            url = gone.Url;
        using var way = new SignedPost(url, Secret, TimeProvider.System, NullLogger<SignedPost>.Instance);

        Assert.False(await way.SendAsync(Broken, default));
    }

    [Fact]
    public async Task An_e_mail_goes_to_everybody_named_with_one_clean_subject()
    {
        await using var server = new FakeSmtp();

        Assert.True(await MailOver(server).SendAsync(Broken, default));

        FakeMail mail = Assert.Single(server.Mails);
        Assert.Equal("alerts@example.com", mail.From);
        Assert.Equal(["ops@example.com", "noor@example.com"], mail.To);
        Assert.Equal($"<{Broken.Id}@accountalerts>", mail.Header("Message-ID"));
        Assert.Equal("auto-generated", mail.Header("Auto-Submitted"));
        Assert.DoesNotContain("\nBcc:", mail.Data);
        Assert.StartsWith("What is broken\n\nthe webhook answered 403\n", mail.Body.ReplaceLineEndings("\n"));
        Assert.EndsWith("small \u00e4", mail.Body.TrimEnd());
    }

    [Theory]
    [InlineData("RCPT", "550 no such user")]
    [InlineData("MAIL", "451 later")]
    [InlineData("DATA", "554 no")]
    [InlineData("EHLO", "")]
    public async Task A_mail_server_that_refuses_or_breaks_is_tried_again(string command, string answer)
    {
        await using var server = new FakeSmtp();
        server.Refuses[command] = answer;

        Assert.False(await MailOver(server).SendAsync(Broken, default));

        server.Refuses.Clear();
        Assert.True(await MailOver(server).SendAsync(Broken, default));
        Assert.Single(server.Mails);
    }

    [Fact]
    public async Task Without_STARTTLS_nothing_is_said_to_a_server_that_must_be_secure()
    {
        await using var server = new FakeSmtp();

        Assert.False(await MailOver(server, secure: true).SendAsync(Broken, default));
        Assert.Empty(server.Mails);
    }

    private static Mail MailOver(FakeSmtp server, bool secure = false) => new(
        new OperationsSettings
        {
            Email = ["ops@example.com", "noor@example.com"],
            Smtp = new SmtpSettings { Host = "127.0.0.1", Port = server.Port, From = "alerts@example.com", StartTls = secure },
        },
        NullLogger<Mail>.Instance);

    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<(Dictionary<string, string> Headers, string Body)> Got { get; } = new();

        public Uri Url => new(app.Urls.First());

        public static async Task<Receiver> StartAsync(int status = 200)
        {
            WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
            WebApplication app = builder.Build();
            var receiver = new Receiver(app);
            app.Run(async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                receiver.Got.Enqueue((
                    context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                    await reader.ReadToEndAsync()));
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "/elsewhere";
            });
            await app.StartAsync();
            return receiver;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
