//! Words that public modules of Terraform have in common. They were counted in public repositories; each occurs in
//! several of them.

/// Words, some after the word that precedes them, one per line and the most frequent first. A tab separates the first
/// word of the line above from the beginning of a line.
pub const PHRASES: &str = "\
resource\nterraform\nvar\ntrue\nregion\nfalse\noutput\nsource\tversion\nprovider\nthis\ncom\ndata\nvariable\n\
local\ntags\nrequired_providers\ncreate\nkey\nhttps\nwith\nlocals\nenabled\nof the\nand\nnull\npolicy\nfrom\n\
resources\ndescription = \"The\ndescription\tvalue\ngroup\nservice\nrole\ntype\tdefault\nlength\ncreated\n\
modules\nnot\npath\nvalues\nrequired_version\ncount\nsource = \"hashicorp\nall\narn\ntype = string\naccess\n\
set\nuser\ncontent\nfor the\nService\ndescription\ttype\nare\nvpc\nto the\nAllow\nobject\nVPC\nthat\ncurrent\n\
will\nexample\nnetwork\ninstance\ndepends_on\njson\ncluster\nprotocol\nTerraform\niam\ntest\nvalue = module\n\
public\nconfiguration\nThe name\nAWS\nbucket\nlatest\nResource\nsecurity\nany\nin the\ntype = list\nThis\nfile\n\
which\nprefix\nshould\nvpc_id\naccount\nwest\nactions\nzone\ngithub\nprivate\ncondition\nhashicorp/aws\nnames\n\
API\nIAM\ncan\ntry\nonly\nport\nformat\nprovider \"aws\nhost\nconfig\nstatus\nmanaged\nsubnets\nendpoint\n\
count\tname\nto use\neach.value\nname = var\nrule\nenable\nsubnet\namazonaws\ndescription\tdefault\n\
list(string\nwhen\nyour\ndomain\npassword\nenvironment\ndescription = \"Name\nlogs\ndynamic\nstorage\nlog\n\
where\ndelete\navailable\nname\tdescription\napi\none\nyou\nmust\nlifecycle\nnamespace\ntype = bool\napp\n\
Group\nresult\nrequired\nto create\ntype = number\ndefault = true\nallow\nfor_each = var\nhttp\nadmin\nfilter\n\
Version\nSecurity\ntype\tdescription\ntype = map\nname = local\nblock\nbe used\nusername\nsubnet_ids\n\
source = \"terraform\ndefault = false\nDNS\nmode\nsize\nserver\naddress\ningress\ntraffic\nname\tvalue\n\
with the\nregion = var\nterraform-aws\nkms\nmain\nalias\nstate\neffect\nsecret\nbackend\nmap(string\n\
path.module\ngroups\ninternal\njsonencode\napplication\nenabled = true\ndescription = \"List\nnew\nurl\nrules\n\
account_id\ndefault = null\ncidr\nroot\nimage\nconcat\nupdate\nDefault\nproject\nname_prefix\ntag\nnode\n\
profile\nreplace\npolicies\nservices\nhtml\ncommand\nlogging\nruntime\nidentity\ninstances\nsubnet_id\n\
principals\nfor_each\tcontent\nbe created\ndocs\njoin\nemail\nlabels\nmaster\nstandard\ntemplate\n\
version\tname\narn:aws\nvar.region\ncount = var\ncloud\nusing\naction\ncustom\ntarget\n0].name\nprimary\n\
name\ttype\nstatement\nEOF\nURL\norg\ndays\nread\ntime\nmetadata\nmonitoring\ncluster_name\nlength(var\n\
resource \"aws_iam_role\nKey\nSet\nrun\nroles\nAmazon\nevents\ntimeout\ncontains\nfrom_port\nproviders\n\
certificate\ntype\tidentifiers\naws_iam_policy_document\nvar.name\naws-modules\nsts:AssumeRole\n\
variable \"name\ndev\nweb\nCIDR\nusers\negress\nunique\nhostname\npriority\nspecified\nparameters\n\
instance_type\nexec\nvalid\nfunction\ncontainer\nin var\neach.key\nfrom the\nin local\nvariable \"region\n\
description = \"Whether\nec2\nenv\nHTTP\nkeys\nsystem\nvolume\ntriggers\ndata\tdata\nconnection\n\
from_port\tto_port\nmodule.vpc\nrange\ntoken\nlambda\nExample\nrequest\nsecrets\nexternal\ntimeouts\n\
identifier\ndestination\naws:iam\neu-west\nname for\ncount.index\nget\napply\nother\nroute\ntopic\nRegion\n\
deploy\ncompute\nfilename\nsettings\naws_region\ndeployment\nEnvironment\nfunction_name\nignore_changes\n\
security_group_id\nA list\nThe ARN\nuse for\niam::aws\naws:policy\nvalue.name\nmodule \"vpc\nprotocol = \"tcp\n\
sensitive = true\nFor\nIDs\ncode\ninto\nnone\nlabel\nowner\nelement\nattached\ndefaults\nprovided\nencrypted\n\
production\npermissions\nvalue\tdescription\nlist(object\ncount = local\nhttps://github\nKMS\nafter\nclient\n\
on the\nencrypt\nused for\nvpc_cidr\nencryption\nkubernetes\nvalidation\naws_security_group\nthe VPC\nus-east\n\
var.tags\nvalue = local\nzip\nbase\necho\nrepo\nscope\ngateway\nrecords\nassigned\nexisting\nkms_key_id\n\
credentials\norganization\nname\tlocation\nvalues are\ntags = local\ntype = object\nvariable \"tags\n\
description = \"Allow\nquery\nglobal\ngoogle\nlookup\nrunning\ncapacity\nsource\tname\n\
name\tassume_role_policy\nis used\nto enable\nlocal.tags\ndescription = \"Number\ndata.aws_caller_identity\n\
EOT\nUser\nhave\nagent\nstore\nwrite\nPublic\nsource\tfor_each\nretention_in_days\nvalue = var\ntags = merge\n\
name = \"${var\nvpc_id = module\ncpu\nsid\nwww\nMust\ncontrol\nwhether\naccounts\ndatabase\nrepository\n0].arn\n\
IAM role\nsecurity group\nfor_each = local\nEC2\nebs\nhas\nttl\nload\ntext\nempty\nfield\ntable\nzones\ndocker\n\
member\nwithin\nGateway\nsubject\nInstance\nrequests\nbucket_name\nfor this\ntype = \"Service\n\
for_each = toset\nrole = aws_iam_role\nSee\nvia\ntier\nwait\nHTTPS\naudit\nitems\nports\nAccess\nbefore\n\
family\nshared\ncontext\nhandler\nvolumes\nbasename\nrole_arn\nschedule\ninterface\nparameter\nworkspace\n\
name\tvalues\nto_port\tprotocol\navailability_zone\ndescription\tvpc_id\nsecurity_group_ids\n\
condition\terror_message\nto allow\nthe resource\ndescription = \"ARN\nTCP\nmax\nssh\nauth\nauto\noidc\nplan\n\
error\nPolicy\nmanage\nNetwork\nbetween\nmaximum\noutputs\nplatform\nDescription\nprovisioned\nauthentication\n\
length\tspecial\naws_availability_zones\naws_cloudwatch_log_group\ndns\nref\nnodes\nsplit\nbackup\nhealth\n\
images\nremote\nPrivate\ncreation\ndisabled\nCloudWatch\nname\tregion\nservice_name\nprivate_subnets\n\
default\tdescription\ncreate_before_destroy\nby the\nto add\ntags = var\nmodules/vpc\nthe default\nacl\nk8s\n\
net\nnon\nsub\nIPv4\nRole\nUsed\nmore\nfirst\nlarge\nupper\nallowed\naws_vpc\nthe IAM\nzone_id\nregistry\n\
principal\nsupported\ncpu\tmemory\nis created\nautoscaling\ndomain_name\nreplication\navailability\n\
the instance\nauthorization\ndescription = \"Map\nvpc_security_group_ids\nvpc/aws\nwhere the\nvpc.vpc_id\n\
actions = [\"sts\neffect = \"Allow\nresource \"null_resource\ntls\nyaml\ninput\nlimit\nmicro\nmysql\nmedium\n\
metrics\noptions\nsupport\ndeletion\naddresses\nname\tcidr\nsecondary\nattributes\ncidr_block\ninformation\n\
display_name\ndata\tresource\nname\tnamespace\nvalue\tsensitive\nA map\nto true\navailable.names\n\
name = \"${local\noptional(string\nforce_destroy = true\nSSH\ngit\nJSON\nfull\nkind\npool\nlevel\nlinux\nlower\n\
multi\nstart\nSubnet\nengine\nAccount\nCluster\ndisable\nmanager\nDefaults\nmax_size\nuser_data\nKubernetes\n\
additional\nfor_each\tname\nrole\tpolicy_arn\nsecurity_groups\nnetwork_interface\nwhich the\naws.amazon\n\
name = each\nthe cluster\nto associate\nlocation = var\nhashicorp/random\ncurrent.account_id\n\
description = \"Security\nsource = \"../../modules\nCan\nfoo\nids\nprod\nspec\nthan\nhello\ntypes\ndeleted\n\
purpose\nseconds\nwithout\ncreating\nmin_size\noperator\nattribute\nkey\tvalue\nname\ttags\ntimestamp\n\
variables\ncontainers\nmanagement\niam_role_arn\nConfiguration\ndatabase_name\nactions\tresources\n\
Version\t\"Statement\n\"arn\nof tags\ntry(each\ndomain name\nhttps://docs\nami\nType\nlogin\ntheir\nCreate\n\
period\nthreshold\ndata\tlocals\ncontent_type\ndefault\ttype\nport\tprotocol\ntest\tvariable\neffect\tactions\n\
public_subnets\nvariable\tvalues\nactions\tprincipals\nprotocol\tcidr_blocks\nus-west\nin which\ngroup for\n\
IP address\nThe number\nlocal.name\nservice-role\nassociated with\nspecial = false\nfor_each = { for\n\
policy_arn = \"arn\ndescription = \"VPC\nper\ntwo\nDeny\ndate\ndisk\niops\nsome\nCloud\nchange\nkey_id\nsuffix\n\
flatten\nsession\nstaging\ntrigger\ncidr\tazs\nfirewall\nreplicas\nclient_id\nendpoints\naws_subnet\n\
definition\nexpression\nmachine_type\ncreate\tupdate\ndescription\tpolicy\n\"Action\n\"Effect\n\"Version\n\
value.tags\nThe default\nvalue = data\npolicy = data\nname = \"default\ndepends_on = [module\n\
resource \"aws_iam_policy\neks\nmin\nself\nazure\ncheck\nfiles\nmetric\nEnabled\nProject\nmessage\nminutes\n\
key_name\nspecific\nname\trole\ngoogleapis\npostgresql\nannotations\nintegration\nbase64encode\nautomatically\n\
username\tpassword\ndeletion_protection\nas the\nis not\nof days\nValid values\nfile(\"${path\ncount = length\n\
var.environment\ndescription = \"AWS\nresource \"random_string\ndescription = \"Specifies\necr\nssm\nTest\n\
being\ncache\nproxy\nsample\nManaged\nManager\nexecute\ndns_name\ninternet\noverride\nreserved\nsnapshot\n\
versions\ndirection\nattachment\ncloudwatch\ncontroller\nthroughput\nversioning\nvpc_id\ttags\nbase64decode\n\
zone_id\tname\nengine_version\nproject\tregion\navailability_zones\naws_route53_record\ncluster_ca_certificate\n\
ID for\nis set\n\"Resource\nto deploy\nis enabled\nlocal-exec\nnull ? var\nvalue = try\ncoalesce(var\n\
var.location\nregion = local\nprovisioner \"local\ndescription = \"Enable\nApp\nGet\nUse\nelb\ngp3\nrds\nwas\n\
Only\ncert\nHello\nstage\nusage\nLambda\nStorage\napplied\nmachine\nmapping\nmembers\nobjects\nsetting\n\
Optional\nip_address\ntype\tvalue\ndevice_name\nresource_id\nsid\tactions\nttl\trecords\ngithubusercontent\n\
default\tvalidation\nterraform_remote_state\nbe set\ndocs.aws\nall resources\nname = string\ndata.aws_region\n\
data \"aws_region\nvpc.vpc_cidr_block\nYou\nend\nhub\njob\nPOST\nalso\nthen\nAdmin\nevent\nvault\nDelete\n\
branch\nduring\neither\nlimits\nor not\nrecord\nsearch\nweight\ngeneral\nkey for\nreplica\ntesting\nDatabase\n\
duration\nfeatures\nlist(any\nrevision\nthat are\nto apply\npublisher\nrole_name\ntemplates\ncharacters\n\
configured\ntype = \"AWS\nlength(local\ncom/terraform\nmodule\tmodule\noptional(bool\nprovider\tname\n\
provider = aws\nAmazon Resource\nservice_account\nmodules/terraform\ndescription = \"Set\nsource = \"./modules\n\
\"sts\nIf you\npath.cwd\nthe name\ntags, var\ncreated for\noptional(list\nSecurity group\nEffect\": \"Allow\n\
source = \"github\naws_region.current\ndescription = \"This\ndata.aws_route53_zone\ndescription = \"Region\n\
GET\nRSA\nacm\nalb\nhex\nsql\nARNs\nData\nOIDC\nsend\nclass\nforce\nregex\nworld\nDELETE\nexport\nissuer\n\
tables\nworker\nx86_64\ndetails\ninbound\ninstead\nDescribe\nRequired\ndeployed\ninterval\ntype\tttl\n\
generated\nname\tpath\nsecret_id\nAdditional\ncluster_id\ncontaining\ndimensions\nnetworking\nbyte_length\n\
metric_name\nname\tvpc_id\nvolume_size\nvolume_type\ndisk_size_gb\nnotification\nlocation\tname\nnotifications\n\
infrastructure\ninstance_class\nazurerm_resource_group\ngoogle_compute_network\nname\tretention_in_days\n\"iam\n\
a new\nto set\nin module\nthat will\nAWS region\nmap(object\nthe account\naws//modules\nproject = var\n\
hashicorp/null\ncondition = var\nenabled = false\nprovider \"google\naws_region\" \"current\n\
resource \"aws_kms_key\nLog\nNOT\nTLS\ngp2\nout\npod\ntpl\nZone\ncore\ninfo\npods\namd64\nbuild\nmatch\nredis\n\
Google\nignore\noption\nscript\nsingle\ntolist\nubuntu\narchive\nchanges\ndefined\nregions\nspecify\nPassword\n\
Standard\nfrontend\nimage_id\npostgres\nalgorithm\nephemeral\nincluding\nlocations\njsondecode\nkms_key_arn\n\
name\tpolicy\nalias\tregion\nupdate\tdelete\ncreate_duration\nhandler\truntime\nrandom_password\n\
aws_iam_role_policy\naws_lambda_function\nname\tresource_group_name\nto run\nwhen the\nS3 bucket\nlog group\n\
to assign\nto attach\nthe policy\nto encrypt\nexample.name\nname = \"test\ns3:GetObject\ntrue : false\n\
Resource Name\nSecurity Group\nvariable \"location\nSQL\ngcp\nmay\nnat\nsee\nsns\nIPv6\napps\nbody\nflow\nfqdn\n\
hour\nkeep\nopen\nteam\nunit\nMySQL\nabout\nalert\nbased\nfully\nCustom\nEurope\nSource\nstatic\nControl\n\
contain\nforward\ninclude\npattern\nprojects\nbootstrap\ndeveloper\npartition\nnamespaces\nnode_count\n\
storage_type\nprovider_meta\nbackend\tconfig\ninstance_types\nallocated_storage\n\"ec2\nif the\nif you\nto all\n\
and the\nfor each\nyou want\ns3-bucket\nto manage\nto retain\ncreate the\ngroup name\nlookup(var\nhttps://www\n\
this module\nlocal.region\nvalue.create\nname = module\ns3:ListBucket\nPossible values\ntype = \"ingress\n\
variable = \"aws\ndefault = \"default\nmost_recent = true\nresource \"random_id\nprovider \"kubernetes\n\
test = \"StringEquals\ndata \"aws_route53_zone\nAdd\nAll\nNAT\nOne\nURI\nbut\netc\nuri\nTime\nneed\nmoved\n\
Bucket\nDomain\nallows\ncannot\ndevice\nhosted\nowners\nscopes\nRoute53\ncompact\nconsole\ninstall\nmonitor\n\
present\nroute53\nvm_size\nwebhook\nwindows\nDisabled\nSTANDARD\nclusters\nresponse\nreference\nscheduler\n\
private_ip\nproperties\nprotection\ninstance_id\nlocal\tlocal\nsubnet_name\nsubscription\ninstance_name\n\
admin_username\neffect\tresources\nip_configuration\nmin_size\tmax_size\nvariable\tvariable\n\
ignore_public_acls\nblock_public_policy\ncreate_security_group\nrestrict_public_buckets\n\"name\nis the\n\
by this\nfor all\nthe same\nName (ARN\nlocal.azs\nslice(data\nvalue.type\nwithin the\nmodules/iam\ntoset(local\n\
us-central1\nwhether the\nName = local\nurl = \"https\nbasename(path\nlocal.vpc_cidr\npolicy/service\n\
optional(number\nprotocol = \"TCP\nhashicorp/google\nvalue.description\nsubnet_ids = module\n\
vpc.private_subnets\nresource \"time_sleep\nvariable \"environment\nresource \"aws_instance\nCPU\nSid\nargs\n\
been\ndemo\nrate\nadded\nhours\nnginx\nheader\nimport\nlaunch\norigin\nparent\nstream\nsubstr\nAddress\n\
another\nbuckets\nencoded\nkubectl\npublish\nvar\tvar\nControls\nIdentity\nPlatform\narn\t\"arn\ncontents\n\
customer\ndocument\nnetworks\nstrategy\nworkload\ndifferent\nconditions\nsid\teffect\napi_version\ndevelopment\n\
target_type\ncount\tsource\nhealth_check\nvpc_cidr\tazs\nbucket_prefix\nstorage_class\ndefault_action\n\
instance_count\nlambda_handler\nroute_table_id\ndescription\tname\nsource\tproviders\nkubernetes_version\n\
skip_final_snapshot\nparameter_group_name\ndescription\tfrom_port\ngoogle_storage_bucket\n\
aws_security_group_rule\nbackup_retention_period\nARN for\nKMS key\nuse the\nDNS name\nThe list\nkey used\n\
that the\nthe role\nto false\nmerge(var\nThe Amazon\nthis value\ntype = any\n\"kubernetes\nazs = local\n\
azs = slice\nkube-system\nthe created\nRegion where\ncidr = local\nthe resources\nsecurity-group\n\
description = var\ndescription = \"IAM\nhashicorp/kubernetes\ntemplatefile(\"${path\nHub\nIPs\ncsi\nhow\nsqs\n\
vpn\nwaf\nEast\nWest\ncurl\nbasic\nplane\nqueue\nsmall\nstack\nGitHub\nassume\nexists\nfolder\nmethod\nsecond\n\
comment\nminimum\nmodified\npipeline\nredirect\nvpc_name\nanalytics\nretention\nuser_name\nManagement\n\
Production\ncount\trole\nname\timage\nconnections\nrole\thandler\nname\tsubnet_id\ncluster_version\n\
count\tstatement\ndescription\ttags\nvpc_id\tsubnet_ids\nenable_nat_gateway\nload_balancer_type\n\
block_device_mappings\nIf not\nif not\nfor key\nin this\ntype for\nSee https\ntoset(var\nvar.items\nname = try\n\
policy for\ntags = try\nthe bucket\ncreate, var\ngoogle-beta\nn1-standard\ncreate = try\ncreate, true\n\
default.name\nname = \"/aws\ns3:PutObject\nvar.defaults\ndefaults.tags\nvpc_id = data\ndefaults.create\n\
module \"wrapper\nname = \"example\ncidrsubnet(local\nprovider \"azurerm\nvar.instance_type\n\
description = \"Default\ndescription = \"Service\ndescription = \"Instance\nresource \"aws_s3_bucket\n\
retention_in_days = var\nvariable \"instance_type\nday\nown\nyml\ncron\npass\nBasic\nLinux\nexist\ntitle\n\
until\nUpdate\ncommon\ndriver\nneeded\nschema\ntopics\nDynamic\naliases\nbackups\nchannel\nlicense\nprovide\n\
servers\nthrough\nFunction\nProvider\nREGIONAL\ncategory\ndelivery\ndynamodb\nexample2\nexported\nautomatic\n\
object_id\npolicy_id\ntarget_id\ntenant_id\nbucket\tkey\ndns_prefix\ntransition\nassociation\ncommon_name\n\
Standard_LRS\nproject_name\nregion\talias\nname\tpriority\nspecial\tupper\nsse_algorithm\nsubscriptions\n\
admin_password\ntype\tfrom_port\npath\tdescription\nkms_master_key_id\nazs\tprivate_subnets\n\
service_account_name\nengine\tengine_version\nazurerm_storage_account\ngoogle_compute_instance\n\
aws_iam_instance_profile\ndisplay_name\tdescription\nbe one\nin data\nThe type\nfor your\nthat can\nto store\n\
aws = aws\nmain.name\nname, var\nCIDR block\nin seconds\ncreated and\nis required\nkms:Decrypt\nthe service\n\
the database\nthe provider\nvalue.region\nvpc_id = var\nload balancer\nupper = false\nassociate with\n\
value = string\nazs : cidrsubnet\ndefault = \"https\nprotocol = \"HTTP\nconfiguration for\nresources = [\"arn\n\
filename = \"${path\nruntime = \"python3\nerror_message = \"The\nresource \"local_file\ndescription = \"Public\n\
ACL\nSSM\nbaz\necs\ngke\nopt\ntxt\nAuto\ndeny\nfind\nform\nlong\nnext\npage\ntask\ntrust\nGlobal\nServer\n\
active\naddons\nalerts\nlegacy\nviewer\nMaximum\nSecrets\ndecrypt\ndesired\ndisplay\ndomains\nproduct\nrelease\n\
upgrade\nEndpoint\nmessages\nmulti_az\nmultiple\nCanonical\nContainer\ncomponent\ndisk_type\nself_link\n\
subdomain\ntime_zone\nPostgreSQL\ngroup_name\noperations\nvpc_config\npolicy\ttags\nregion\tname\nrole\tmember\n\
role\tpolicy\ndesired_size\nintegrations\nname\tproject\npath_pattern\nadministrator\niam_role_name\n\
Effect\t\"Action\ncontainer_port\nresource_group\ns3_bucket_name\nsecretsmanager\nvpc_id\tsubnets\n\
tls_private_key\ntype\tvalidation\ndefault\tnullable\nsource_code_hash\napply_immediately\nresource\tresource\n\
maintenance_window\nenable_key_rotation\nelasticloadbalancing\nnetwork_interface_ids\nsource_security_group_id\n\
0].json\nIf true\nnot set\nthe AWS\nthe key\nid, null\nis false\nrole for\nto access\n\"Principal\nfoo = \"bar\n\
var.vpc_id\nare created\nthat should\nthe primary\nto provision\nec2.amazonaws\nenabled = var\nthe following\n\
var.aws_region\nzone_id = data\nservice account\nvariable \"create\nvariable \"vpc_id\nprovider = google\n\
registry.terraform\ncondition = contains\npublic_subnets = [for\nbucket = aws_s3_bucket\n\
description = \"Private\nprivate_subnets = [for\nALL\nUTC\nVPN\nits\ntmp\nNode\nTrue\nWhen\nboth\nmake\nover\n\
part\nvars\nview\nValue\ncross\nevery\norder\nscale\nsetup\nthree\nShould\nalarms\neurope\nfields\nfoobar\n\
inputs\nof IAM\norg_id\npython\nstable\nverify\nxlarge\nSpecify\nThe URL\nThe VPC\nfeature\ninitial\nis only\n\
map(any\nnumbers\nnumeric\ntargets\nthe KMS\nupdates\ncomplete\nf1-micro\ngateways\nregional\nrequires\n\
timezone\nallocated\narn, null\ndedicated\ngroup/aws\nkind\tname\nname\tport\npath\tport\npublic_ip\n\
Repository\nThe amount\nThe domain\napplicable\nconcat(var\nlogs\t\"logs\nnull : var\nprivileged\nprometheus\n\
public_key\nstart_time\nvar.create\nApplication\nThe maximum\nname = \"vpc\npolicy_name\nserver_name\n\
account_name\ncertificates\nputin_khuylo\nresource_arn\nthe security\ncorresponding\nelasticsearch\n\
resource_type\nrole = \"roles\ncloud-platform\nhashicorp/helm\nspecifying the\ntype = \"string\n\
bucket = module\nfor_each\tsource\noptional(object\ncluster_endpoint\nexample.location\nnullable = false\n\
vpc_id = aws_vpc\nVersion\tStatement\nami\tinstance_type\nazurerm_public_ip\neffect\tprincipals\n\
environment = var\nstorage_encrypted\ncondition = length\ndata.aws_partition\nfunction_name\trole\n\
ip_protocol = \"tcp\nprivate_subnet_ids\nacm_certificate_arn\npolicy = jsonencode\nsecurity_group_name\n\
aws_internet_gateway\nenable_dns_hostnames\nlogs:CreateLogStream\nprincipal\tsource_arn\nstorage_account_type\n\
aws_lambda_permission\naws_partition.current\ndescription\tsensitive\ndescription = \"Create\n\
data.aws_ssm_parameter\nazurerm_virtual_network\ndeletion_window_in_days\nvolume_size\tvolume_type\n\
account_replication_type\nKMS Key\na valid\nin days\nio/role\nof this\ndoes not\nthe user\ntry(data\npath.root\n\
The public\nindex.html\nis deleted\nmodule.eks\nname, null\nthe latest\nthe master\nthe secret\nto connect\n\
EC2 instance\ncluster-name\ndata.aws_ami\ndata.aws_vpc\ndomain = var\nex-${basename\nbe provisioned\n\
provider \"helm\nresources will\nvar.project_id\nService Account\nsecurity groups\nhttps://registry\n\
instance profile\nSpecifies whether\ntest = \"StringLike\ndata \"aws_partition\ninstance_type = var\n\
resource \"random_pet\nvariable \"aws_region\ndescription = \"Prefix\naws_partition\" \"current\n\
resource \"aws_sns_topic\nrole_arn = aws_iam_role\nUDP\nWeb\nhvm\nssd\nsso\nNONE\nNote\nhere\nipv4\nlast\nlink\n\
sort\nzero\nAzure\nOwner\ndoesn\nentry\nhosts\ninfra\nslack\nDocker\nSecret\nacross\ncharts\nranges\nreturn\n\
routes\nstored\nENABLED\nMachine\nWindows\nboolean\ndataset\nheaders\npeering\nscaling\nInternal\napp_name\n\
azs\ttags\nbehavior\ndeleting\nec2\t\"ec2\nkms\t\"kms\nlanguage\nMicrosoft\nbucket_id\ndatabases\nfolder_id\n\
functions\nhost_name\nnode_type\noptimized\notherwise\nstatistic\nzone_name\napiVersion\nblueprints\n\
cloudtrail\ndelegation\nexpiration\ndeployments\nOrganization\nproject\trole\nrestrictions\nworkspace_id\n\
bucket\tprefix\nip_cidr_range\nprefix_length\ntemplate_file\nretention_days\napiVersion\tkind\naws_db_instance\n\
certificate_arn\nip_address_type\npriority\taction\naddress_prefixes\ndefault_node_pool\ninitialize_params\n\
name\tmachine_type\nvpc_id\tcidr_block\nsingle_nat_gateway\nadministrator_login\npublicly_accessible\n\
region\tdefault_tags\nversion\tdescription\naws_s3_bucket_policy\ndb_subnet_group_name\nlambda_function_name\n\
permissions_boundary\nstorage_account_name\nvirtual_network_name\nazurerm_client_config\ndelete_on_termination\n\
location\taccount_tier\ngoogle_service_account\naccount_id\tdisplay_name\nof VPC\nto this\nfor user\niam-role\n\
into the\nlist(map\nrole/aws\nrole/elb\nt3.medium\nbool, true\ndeploy the\nio/cluster\nsubnet IDs\nthe source\n\
EKS cluster\nGCP project\nThe private\nbool, false\nlatest/docs\nmerge(local\nthe private\nIP addresses\n\
create = var\ninternal-elb\nio/providers\nlookup(local\nname = \"name\noutput \"name\npassword for\n\
s3.amazonaws\nthe existing\nvalue = [for\naccess-policy\ndefaults.name\nhttps://cloud\nresources are\n\
role/internal\nthe specified\nwww.googleapis\nEffect = \"Allow\nExample = local\nfor_each = each\n\
kms_key_id = var\nlogs:PutLogEvents\nname_prefix = var\nterraform.tfstate\ndescription = \"Type\n\
device_name = \"/dev\nkms:GenerateDataKey\nproviders/hashicorp\npermissions boundary\ndata \"aws_ssm_parameter\n\
kms_key_id = aws_kms_key\nLRS\nRun\ndkr\nsvc\nudp\nHEAD\nIPV4\nboot\nglue\npost\nsign\nskip\nsure\nCIDRs\n\
Route\nVault\nbatch\ndaily\nfinal\nknown\nlinks\nmodel\npaths\nplace\nplain\nsleep\nStatic\nString\nassets\n\
inline\ninside\nCompute\nSetting\nalready\nbastion\ndestroy\nedition\nkeepers\nkms_key\noutside\nremoved\n\
scripts\nsources\nvirtual\naudience\nexamples\nfirehose\nincluded\nlistener\nselector\nworkflow\nautomated\n\
localhost\nworkflows\nCloudTrail\nMonitoring\nautoscaler\nbucket\tacl\ngateway_id\nuser_agent\nworkspaces\n\
name\tlabels\nname\tzone_id\nprovisioning\nbucket\tpolicy\nebs_optimized\nsource\tcreate\napi_group\tkind\n\
cluster_config\nlifecycle_rule\naws_eks_cluster\naws_route_table\nprivate_key_pem\nsubnet_ids\ttags\n\
subscription_id\ndesired_capacity\nname\tname_prefix\nservice_account_id\nschedule_expression\n\
unhealthy_threshold\nnetwork_interface_id\npublic_ip_address_id\nservice_account_email\n\
auto_create_subnetworks\nresource_group_name\tsku\n\"type\nby AWS\ndo not\nfor use\nthe API\n\"Service\n\
a public\nat least\nfile(var\nfor name\nlogs for\nthe root\nto which\nuse when\nwill not\nwill use\nSNS topic\n\
This will\nand their\nbe either\nread-only\nrole name\ntest.name\nvalue for\nThe region\nbe managed\n\
bucket/aws\nprefix for\nthe Amazon\nthe subnet\nto prevent\nvar.domain\nAWS account\nAccount for\nan existing\n\
for example\niam::${data\nregion, var\nthe project\ntype = \"zip\nThe location\nby Terraform\nto configure\n\
Specifies the\ncoalesce(each\ndata \"aws_ami\ndata \"aws_vpc\nnot specified\nroles/storage\neffect = \"Deny\n\
identifier for\nname = \"subnet\noutput \"vpc_id\ntype = \"egress\nvalues = [data\ndistinct(concat\n\
service-account\nmodules/security\ndata.archive_file\nhashicorp/azurerm\nregion}.amazonaws\nresource \"aws_eip\n\
resource \"aws_vpc\nresources created\nversion = \"latest\nDetermines whether\ndescription = \"KMS\n\
network = \"default\nproject.project_id\ntype = \"SystemAssigned\naccount_tier = \"Standard\n\
block_public_acls = true\nEBS\ngov\nint\nour\nAPIs\nPool\nWill\narns\nicmp\nlike\nlive\npeer\nspot\nsync\nthem\n\
uses\nSlack\nWorld\nblank\nshort\nspoke\nteams\nwatch\nActive\nConfig\nSystem\nalways\nemails\nlinked\nmanual\n\
scheme\nuseful\nbuilder\ndb_name\nignored\nreports\nami_type\nlog_type\noutbound\nrole_ref\ntable_id\n\
Federated\naccessing\nartifacts\nassertion\ncurrently\nexecution\noffer\tsku\npasswords\nplacement\npublished\n\
GithubRepo\ncloudfront\nkubeconfig\npermission\nbucket\trole\nbucket\trule\nsku\tversion\ncapabilities\n\
environments\nproject\tname\nfriendly_name\nname\tprotocol\norganizations\naws_account_id\ncontainer_name\n\
security_group\nsubnet_id\ttags\nvpc_id\tingress\ndeletion_policy\ndevice_name\tebs\nname\tproject_id\n\
publisher\toffer\nuse_name_prefix\ncount\tdepends_on\nenvironment_name\nmetadata_options\nname\tannotations\n\
azurerm_key_vault\nhealthy_threshold\nmachine_type\tzone\ncluster_identifier\nmost_recent\towners\n\
private_ip_address\nlambda_function_arn\nazurerm_managed_disk\niam_instance_profile\nmetric_name\tnamespace\n\
network\taccess_config\nevaluate_target_health\nimage_id\tinstance_type\nazurerm_virtual_machine\n\
google_container_cluster\n\"Name\nIf the\na list\nif var\nof AWS\nof all\n\"source\na value\nall-all\nare not\n\
aws:kms\nin each\nin your\nis true\nrun the\ns\", var\nset the\nthe EKS\nVPC CIDR\ncom/auth\nt2.micro\n\
use with\nzone for\nIAM roles\nafter the\nblock for\nflow-logs\nfor subnet\nkeys(local\nzone = var\n\
CIDR blocks\nWhether the\nfor cluster\nlist(number\noutput \"arn\npolicy that\nreplace(var\ntype = each\n\
\"description\nPassword for\ncloud.google\ncurrent.name\nregion = try\nregion, null\ncreate && var\n\
instance type\nof additional\ntags = { Name\nthis variable\nvalue = { for\nARN) specifying\ndefaults.region\n\
name = \"cluster\ns3:DeleteObject\nvar.cluster_name\nvariable \"domain\nauthorization.k8s\nbase64decode(data\n\
network interface\ndata \"archive_file\ndescription = \"DNS\ndescription = \"Key\nenabled = optional\n\
location = \"global\nrbac.authorization\ndescription = \"Path\nresource \"aws_subnet\nvariable \"project_id\n\
description = \"Amazon\noutput_path = \"${path\nraw.githubusercontent\ndescription = \"Enables\n\
description = \"Example\nresource \"helm_release\nmember = \"serviceAccount\nresource \"azurerm_subnet\nALB\n\
GRS\nPUT\nbin\npub\nFQDN\nTask\nTeam\nVPCs\nfail\nalarm\nbelow\nfixed\nspace\nCREATE\nLatest\nObject\nOrigin\n\
Please\nexpire\nlisten\nnvidia\npassed\npubsub\nrouter\nsecure\ntenant\nContent\nFARGATE\nPremium\nRequest\n\
Virtual\naffects\napplies\nbinding\nconfigs\nos_type\nrequire\nrestore\nschemas\nExternal\nFirewall\ncommands\n\
encoding\nexample1\nreadonly\ntostring\nInterface\nResources\nautoscale\ncidr_ipv4\nkey_usage\nname\ttier\n\
protocols\nread_only\nsnapshots\nworkloads\naccess_key\nautomation\ndataset_id\ndns_config\nformatlist\n\
forwarding\nCertificate\npolicy_type\nprivate_key\nregion\ttags\nreservation\nsubnetworks\nLoadBalancer\n\
license_type\nmatch_labels\nname_servers\nnetwork_name\nquery_string\nstatement_id\nkind\tmetadata\n\
name\trole_arn\ndepends_on\tname\nname\trepository\nproject\tservice\nfor_each\tproject\nrepository\tchart\n\
Effect\t\"Principal\ninitial_node_count\nname\ttarget_key_id\nprimary_access_key\npublic_subnet_tags\n\
app_service_plan_id\ncredentials\tproject\nprivate_subnet_tags\nresources\tcondition\naction\tfunction_name\n\
max_session_duration\naws_autoscaling_group\nname\tdatabase_version\naddress_space\tlocation\n\
assume_role_policy\ttags\ndescription\tcidr_blocks\nfunction_name\tprincipal\ngoogle_bigquery_dataset\n\
azurerm_app_service_plan\nsubnet_id\troute_table_id\n\"Sid\nID that\nThe AWS\nYou can\nin keys\nthe log\n\
Can only\nID where\nUsed for\na random\ncan only\nt3.micro\nto `true\nuse this\nthe Cloud\nall egress\n\
ami = data\naws/latest\nbe deleted\nbucket for\nkey, value\nthe number\nvar.prefix\nhttps://raw\nlookup(each\n\
module \"eks\nthe current\nvalue.value\nARN assigned\nThe endpoint\naccount that\nbucket = var\ncloud/debian\n\
concat(local\ndebian-cloud\nec2-instance\nnot provided\noptional(map\nvar.vpc_cidr\nworker nodes\n\
eks.amazonaws\nsource = \"git\nuser password\ncommand = \"aws\nencryption key\nspecial = true\nsts:TagSession\n\
the Kubernetes\nthe associated\nThe description\nencrypted = true\nevents.amazonaws\nname = \"internal\n\
project_id = var\nsubnet_ids = var\nvariable \"prefix\napi_group = \"rbac\nnamespace = \"kube\n\
status = \"Enabled\navailability zones\ndescription = \"URL\ndescription = each\nmaintenance window\n\
description = \"Time\ncaching = \"ReadWrite\noutput \"cluster_name\ndescription = \"Access\n\
description = \"Policy\nlambda:InvokeFunction\ndescription = \"Cluster\nsubnet_id = aws_subnet\n\
depends_on = [time_sleep\ndescription = \"(Optional\nAMI\nEFS\nELB\nMin\nSQS\naud\ncat\nio1\nlts\nmod\npem\n\
pip\nHost\nNone\nSome\nTags\nflag\nfree\nhigh\nhome\nonce\nside\nvnet\nRoles\nbytes\ngreen\nshare\nthere\n\
west2\nGroups\nSample\napp_id\nensure\nexcept\ninvoke\nmerged\nremove\nsimple\nArnLike\nElastic\nabspath\n\
against\nassumed\nawesome\ncreates\nkey_arn\nletters\nrestart\nrouting\nupdated\nInternet\nServices\ncloudsql\n\
compress\ncontrols\ndirectly\necr\t\"ecr\nenforced\nmappings\nrotation\nseverity\ntogether\nDirectory\n\
Namespace\narguments\ncollation\ndestroyed\ndisk_size\nport_name\ns3_bucket\nalarm_name\nbucket_arn\n\
collection\nip_version\nname\tscope\nstorage_mb\ntype\talias\ncluster_arn\ndata\tmodule\ndefault_ttl\n\
immediately\nrecommended\nsecret_name\nstatus_code\narchitecture\ncommand\targs\nforce_delete\nlocation\tsku\n\
name\tnetwork\nprincipal_id\nrepositories\nrole\tmembers\nsource_image\ntraffic_type\nvalue\teffect\n\
allocation_id\nbackup_window\nconnection_id\nemail_address\nendpoint_type\nowners\tfilter\nrepository_id\n\
address_prefix\nconfigurations\neks_cluster_id\nencryption_key\noidc_providers\nproject_number\n\
protocol\tports\nssh_public_key\ntype\tsensitive\nzone\tboot_disk\nkms_key_id\ttags\nmaster_username\n\
name\tnode_count\nname\tvalue_from\norganization_id\nregion\tvpc_cidr\nroute_table_ids\nstorage_account\n\
tags\tdepends_on\nlocation\tversion\nnamespace\tlabels\nobject_ownership\noverride_special\nproject\tlocation\n\
provider\tproject\ntarget_group_arn\nversion\tfor_each\nalarm_description\nallocation_method\n\
servicenetworking\nevaluation_periods\nforce_destroy\ttags\nname\taddress_space\nnode_count\tvm_size\n\
security_group_arn\nauthentication_mode\naws_acm_certificate\ncomparison_operator\ndomain_name\tzone_id\n\
google_pubsub_topic\noutput_base64sha256\nsnapshot_identifier\nstatement_id\taction\nazurerm_mssql_server\n\
resources\tprincipals\nazurerm_key_vault_key\ncertificate_authority\ncontainer_access_type\n\
environment_variables\ndestination_cidr_block\nlocation\tforce_destroy\nclient_id\tclient_secret\n\
map_public_ip_on_launch\nsecret_id\tsecret_string\nsql_administrator_login\nstorage_image_reference\n\
bucket\tblock_public_acls\nservice_account_role_arn\n\"aws\n\"eks\n\"${var\nat the\nbe the\nfor VPC\niam/aws\n\
kms-key\nof maps\nof your\npkg.dev\nto send\ntry(var\nThe user\nbe added\nkeys(var\nm5.large\nrole ARN\n\
to avoid\nvar.zone\nA mapping\ndata.http\nget-token\nleast one\nlog-group\nof subnet\nthe value\nto `false\n\
using the\nThe prefix\nbe enabled\ndata \"http\ndocker.pkg\neks\", \"get\neu-central\nfrom which\nio/v1beta1\n\
port = var\nrefs/heads\nthe module\nthe public\nwhich will\nkms:Encrypt\nmodule.this\nthe network\nthe storage\n\
Google Cloud\ncom/projects\nendpoint for\nname = \"http\nrequired for\nuri = \"https\nvalue.vpc_id\n\
Load Balancer\nfor Terraform\nhttps://${var\nprovided, the\nto CloudWatch\ntype = \"CNAME\nvalue = \"true\n\
create = false\nelement(module\ngoogle-modules\nlocation where\nvar.subnet_ids\nCloudWatch Logs\n\
Name = \"${local\nlength(regexall\nnamespace = var\npassword.result\nvar.bucket_name\nlambda.amazonaws\n\
service-accounts\nterraform-google\ndescription = try\nname = \"terraform\npolicy_arn = each\n\
authentication.k8s\ndynamic \"statement\nstorage.googleapis\ntoken\", \"--cluster\nvar.engine_version\n\
volume_type = \"gp3\ndata.google_project\ncluster_name = local\nengine_version = var\ns3:GetBucketLocation\n\
value = aws_iam_role\nvalue = aws_instance\nvariable \"subnet_ids\nclient.authentication\n\
description = \"Unique\nprevent_destroy = true\nprovider configuration\ndescription = \"Controls\n\
description = \"Resource\nresource \"aws_kms_alias\nresource \"aws_sqs_queue\ndescription = \"Indicates\nGCS\n\
Mon\nNLB\nPod\nSSD\nWAF\nasn\ncdn\ngpu\noff\npsc\nssl\ntfc\ntgw\nback\nblob\ncicd\nconf\ndone\ndrop\nkey1\n\
rest\nsaml\nwhat\nwork\nAgent\nalpha\nchild\ndebug\ngiven\nmeans\npoint\nquota\nready\nsouth\ntasks\nthese\n\
those\ntiers\ntrail\nunder\nBackup\nEngine\nStatus\nargocd\ncrypto\nerrors\ngcloud\nminute\nmirror\nreader\n\
Backend\nConnect\nIngress\nOPTIONS\napi_key\ndepends\ndigital\nexports\nfailure\nfolders\nkeyring\nkinesis\n\
min_ttl\nos_disk\npending\npricing\nworkers\nInsights\nLocation\nWorkload\nchanging\ngenerate\nhash_key\n\
iam\t\"iam\nname\tkey\nrendered\nFromImage\nFunctions\nInstances\nauthority\nconnector\ndirectory\ndocuments\n\
framework\nid\tstatus\nintegrity\nmicrosoft\nparent_id\nsqlserver\nsystemctl\ntier\tsize\ntriggered\n\
type\tname\nallocation\napigateway\nencrypting\ngeneration\nimage\tname\nos_profile\nservice_id\nstatements\n\
table_name\nlaunch_type\nname\tsource\nnode_config\nsecret_data\nserver_auth\nsite_config\ntolerations\n\
Notification\naccess_token\nbackend_port\ncount\tbucket\ndevice_index\nhttps\t\"https\nname\tcaching\n\
provider_arn\nAuthorization\nalarm_actions\ncomputer_name\ntarget_bucket\ntarget_prefix\ncached_methods\n\
cloudfunctions\nlog_group_name\nlogging_config\nworkspace_name\nlaunch_template\nlog_destination";
