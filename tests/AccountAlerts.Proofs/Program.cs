using AccountAlerts.Cli;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Load;
using AccountAlerts.Proofs.Rigging;

// alerts PUBLISHED: the load runs of bench/alerts.
if (args is ["alerts", .. var load])
    return await AlertLoad.RunAsync(load);

// slack PUBLISHED BOLT SECONDS, teams PUBLISHED BOTBUILDER SECONDS: the load runs of bench/slack and bench/teams.
if (args is ["slack" or "teams", .. var clicks])
    return await ChatLoad.RunAsync(args[0] == "slack" ? SlackLoad.StartAsync : TeamsLoad.StartAsync, clicks);

// Everything else is the product itself, with what the environment asks for done to it at the step that it names.
return await CommandTree.RunAsync(args, Launch.FromProcess() with { Services = Rig.FromEnvironment().ApplyTo });
