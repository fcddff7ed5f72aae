using AccountAlerts.Cli;
using AccountAlerts.Hosting;

return await CommandTree.RunAsync(args, Launch.FromProcess());
