// Microsoft's verdict on what claims to come from Teams: reads a file of requests, prints one true or false each.
import { readFileSync } from 'node:fs';
import connector from 'botframework-connector';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { JwtTokenExtractor } = require('botframework-connector/lib/auth/jwtTokenExtractor');
const { OpenIdMetadata } = require('botframework-connector/lib/auth/openIdMetadata');

const { metadata, entraMetadata, appId, requests } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
connector.ChannelValidation.OpenIdMetadataEndpoint = metadata;
// It would ask Microsoft itself for Entra's keys.
JwtTokenExtractor.openIdMetadataCache.set(connector.AuthenticationConstants.ToBotFromEmulatorOpenIdMetadataUrl, new OpenIdMetadata(entraMetadata));
const credentials = new connector.SimpleCredentialProvider(appId, 'not-a-secret');
const verdicts = [];
for (const { authorization, activity } of requests) {
  try {
    const identity = await connector.JwtTokenValidation.authenticateRequest(activity, authorization ?? '', credentials, '');
    verdicts.push(identity.isAuthenticated);
  } catch {
    verdicts.push(false);
  }
}
console.log(JSON.stringify(verdicts));
