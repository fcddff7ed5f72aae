using AccountAlerts.Cli;
using AccountAlerts.Hosting;
using AccountAlerts.Proofs.Rigging;

// The product itself, with what the environment asks for done to it at the step that it names. Tests start it; nobody else should.
return await CommandTree.RunAsync(args, Launch.FromProcess() with { Services = Rig.FromEnvironment().ApplyTo });
