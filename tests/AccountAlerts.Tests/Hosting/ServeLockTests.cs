using AccountAlerts.Hosting;
using AccountAlerts.Tests.Running;

namespace AccountAlerts.Tests.Hosting;

public sealed class ServeLockTests
{
    [Fact]
    public void A_second_service_on_the_same_database_is_refused_until_the_first_is_gone()
    {
        using var run = new Run();
        string database = Path.Combine(run.Folder, "data", "x.db");

        using (ServeLock.Take(database))
        {
            CommandException refusal = Assert.Throws<CommandException>(() => ServeLock.Take(database));
            Assert.Equal(ExitCode.Usage, refusal.ExitCode);
            Assert.StartsWith($"Another service is running on {database}.", refusal.Message);
        }

        ServeLock.Take(database).Dispose();
    }
}
