using AccountAlerts.Hosting;
using AccountAlerts.Tests.Running;

namespace AccountAlerts.Tests.Hosting;

public sealed class ContentRootTests
{
    [Fact]
    public void It_is_the_first_folder_upwards_with_a_settings_file()
    {
        using var run = new Run("{}");
        string binaries = Path.Combine(run.Folder, "src", "Host", "bin", "Debug");
        Directory.CreateDirectory(binaries);

        Assert.Equal(run.Folder, ContentRoot.Find(binaries));
    }

    [Fact]
    public void Published_it_is_the_folder_of_the_binaries()
    {
        using var outer = new Run("{}");
        string published = Path.Combine(outer.Folder, "published");
        Directory.CreateDirectory(published);
        File.WriteAllText(Path.Combine(published, "appsettings.json"), "{}");

        Assert.Equal(published, ContentRoot.Find(published));
    }

    [Fact]
    public void Without_any_settings_file_it_is_the_folder_of_the_binaries()
    {
        using var run = new Run();

        Assert.Equal(run.Folder, ContentRoot.Find(run.Folder + Path.DirectorySeparatorChar));
    }

    [Fact]
    public void From_the_tests_it_is_the_top_of_the_clone()
    {
        Assert.True(Directory.Exists(Path.Combine(ContentRoot.Find(AppContext.BaseDirectory), "templates", "alerts")));
    }
}
