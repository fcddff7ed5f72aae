using System.Net;
using System.Net.Mail;
using System.Text;
using AccountAlerts.Engine.Templating;
using AccountAlerts.Settings;

namespace AccountAlerts.Operations;

/// <summary>An e-mail in plain text, over a mail server.</summary>
internal sealed partial class Mail(OperationsSettings settings, ILogger<Mail> log) : INoticeWay
{
    private const int SubjectLength = 150;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public string Name => "email";

    public async Task<bool> SendAsync(Notice notice, CancellationToken cancellation)
    {
        using var mail = new MailMessage
        {
            From = new MailAddress(settings.Smtp.From ?? "", "AccountAlerts"),
            Subject = PlainText.Clean(notice.Message.Text, SubjectLength),
            SubjectEncoding = Encoding.UTF8,
            Body = NoticeText.Of(notice.Message),
            BodyEncoding = Encoding.UTF8,
        };
        foreach (string address in settings.Email)
            mail.To.Add(address);
        mail.Headers.Add("Message-ID", $"<{notice.Id}@accountalerts>");
        // Out-of-office replies to a machine help nobody.
        mail.Headers.Add("Auto-Submitted", "auto-generated");

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        over.CancelAfter(Timeout);
        using var client = new SmtpClient(settings.Smtp.Host, settings.Smtp.Port) { EnableSsl = settings.Smtp.StartTls };
        if (settings.Smtp.User is { Length: > 0 } user)
            client.Credentials = new NetworkCredential(user, settings.Smtp.Password);
        try
        {
            await client.SendMailAsync(mail, over.Token);
            return true;
        }
        catch (Exception fault) when (fault is SmtpException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogFailed(notice.Kind, settings.Smtp.Host ?? "", fault is SmtpException smtp ? smtp.StatusCode.ToString() : fault.GetType().Name);
            return false;
        }
    }

    [LoggerMessage(182, LogLevel.Warning, "Operations could not be told of {Kind}: the mail server {Host} did not take the e-mail ({Reason}); tried again")]
    private partial void LogFailed(string kind, string host, string reason);
}
